package io.github.cpapi.contract;

import java.util.List;
import java.util.NoSuchElementException;

/** The recorded frames of the websocket, {@code openapi/recordings/ws}. Thread-safe. */
public final class FrameRecordings {

  /** The folder of the frames below {@code openapi/recordings}. */
  static final String FOLDER = "ws/";

  private final List<FrameRecording> all;

  private FrameRecordings(List<FrameRecording> all) {
    this.all = all;
  }

  /** Reads the files at first use and once per process. */
  private static final class Shipped {
    static final FrameRecordings ALL =
        new FrameRecordings(
            RecordingFiles.ALL.entrySet().stream()
                .filter(file -> file.getKey().startsWith(FOLDER))
                .map(file -> new FrameRecording(file.getKey(), file.getValue()))
                .toList());
  }

  /** Returns the frames of the class path. They are read once. */
  public static FrameRecordings load() {
    return Shipped.ALL;
  }

  /** Returns all frames, sorted by name. */
  public List<FrameRecording> all() {
    return all;
  }

  /**
   * Finds the frame that plays a situation.
   *
   * @param topic for example {@code sor}
   * @param situation for example {@code marker}
   * @throws NoSuchElementException if no frame plays it
   */
  public FrameRecording playing(String topic, String situation) {
    return all.stream()
        .filter(frame -> frame.topic().equals(topic))
        .filter(frame -> frame.plays().filter(situation::equals).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "no frame in openapi/recordings/ws plays %s of %s"
                        .formatted(situation, topic)));
  }
}
