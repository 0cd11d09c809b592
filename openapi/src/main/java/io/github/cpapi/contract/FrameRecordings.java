package io.github.cpapi.contract;

import io.github.cpapi.contract.SituationIndex.Situation;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/** The recorded frames of the websocket, {@code openapi/recordings/ws}. Thread-safe. */
public final class FrameRecordings {

  /** The folder of the frames below {@code openapi/recordings}. */
  static final String FOLDER = "ws/";

  private static final SituationIndex.Kind<FrameRecording> KIND =
      new SituationIndex.Kind<>(
          FrameRecording::name,
          frame -> frame.plays().map(plays -> new Situation(frame.topic(), plays)));

  private final SituationIndex<FrameRecording> index;

  private FrameRecordings(SituationIndex<FrameRecording> index) {
    this.index = index;
  }

  /** Reads the files at first use and once per process. */
  private static final class Shipped {
    static final FrameRecordings ALL =
        new FrameRecordings(
            SituationIndex.of(
                KIND,
                RecordingFiles.ALL.entrySet().stream()
                    .filter(file -> file.getKey().startsWith(FOLDER))
                    .map(file -> new FrameRecording(file.getKey(), file.getValue()))
                    .toList()));
  }

  /** Returns the frames of the class path. They are read once. */
  public static FrameRecordings load() {
    return Shipped.ALL;
  }

  FrameRecordings with(List<FrameRecording> added, Path folder) {
    return new FrameRecordings(index.with(added, folder));
  }

  /** Returns all frames, sorted by name. */
  public List<FrameRecording> all() {
    return index.all();
  }

  /**
   * Finds the frame that plays a situation.
   *
   * @param topic for example {@code sor}
   * @param situation for example {@code marker}
   * @throws NoSuchElementException if no frame plays it
   */
  public FrameRecording playing(String topic, String situation) {
    return index
        .playing(new Situation(topic, situation))
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "no frame in openapi/recordings/ws plays %s of %s"
                        .formatted(situation, topic)));
  }

  /** Returns the situations that the frames of a topic play, in alphabetical order. */
  List<String> situations(String topic) {
    return index.situations(topic);
  }
}
