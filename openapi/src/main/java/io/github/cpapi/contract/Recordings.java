package io.github.cpapi.contract;

import io.github.cpapi.contract.SituationIndex.Situation;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All recordings, {@code openapi/recordings}, and the frames that belong to them. Immutable by
 * convention; thread-safe.
 */
public final class Recordings {

  private static final SituationIndex.Kind<Recording> KIND =
      new SituationIndex.Kind<>(
          Recording::name,
          recording -> recording.plays().map(plays -> new Situation(recording.operation(), plays)));

  private final SituationIndex<Recording> index;
  private final Map<String, List<Recording>> byOperation;
  private final FrameRecordings frames;

  private Recordings(SituationIndex<Recording> index, FrameRecordings frames) {
    this.index = index;
    this.byOperation = index.all().stream().collect(Collectors.groupingBy(Recording::operation));
    this.frames = frames;
  }

  /** Reads the files at first use and once per process, because reading is slow. */
  private static final class Shipped {
    static final Recordings ALL = read();
  }

  /**
   * Returns the recordings of the class path. They are read once.
   *
   * @return all recordings, the same for every caller
   * @throws RecordingException if two recordings play the same situation
   */
  public static Recordings load() {
    return Shipped.ALL;
  }

  private static Recordings read() {
    List<Recording> recordings =
        RecordingFiles.ALL.entrySet().stream()
            .filter(file -> !file.getKey().startsWith(FrameRecordings.FOLDER))
            .map(file -> new Recording(file.getKey(), file.getValue()))
            .toList();
    return new Recordings(SituationIndex.of(KIND, recordings), FrameRecordings.load());
  }

  /**
   * Returns these recordings plus those of a folder. A recording or frame of the folder replaces
   * one with the same name, and takes over its situation from one that plays the same situation.
   *
   * @param folder has the layout and file format of {@code openapi/recordings}: a folder for each
   *     tag of the spec, and {@code ws} for the frames of the websocket
   * @param spec has the operations that the recordings may belong to
   * @throws RecordingException if the folder has no recording, or one of them cannot be played; the
   *     message names the file, the member and the legal values
   */
  public Recordings with(Path folder, Spec spec) {
    RecordingReader.Found found = new RecordingReader(folder, spec, this).read();
    return new Recordings(
        index.with(found.recordings(), folder), frames.with(found.frames(), folder));
  }

  /** Returns the frames of the websocket. */
  public FrameRecordings frames() {
    return frames;
  }

  /** Returns only the recordings that satisfy a condition, and all frames. */
  public Recordings only(Predicate<Recording> kept) {
    return new Recordings(index.only(kept), frames);
  }

  /** Returns all recordings, sorted by name. */
  public Collection<Recording> all() {
    return index.all();
  }

  /**
   * Finds a recording.
   *
   * @param name for example {@code orders/question-o163}
   * @throws NoSuchElementException if no recording has that name
   */
  public Recording get(String name) {
    return index
        .named(name)
        .orElseThrow(
            () -> new NoSuchElementException("no recording openapi/recordings/" + name + ".json"));
  }

  /**
   * Finds the recording that plays a situation.
   *
   * @param operation the operationId
   * @param plays the situation, for example {@code no-brokerage-session}
   * @throws NoSuchElementException if no recording plays it
   */
  public Recording playing(String operation, String plays) {
    Situation situation = new Situation(operation, plays);
    return index
        .playing(situation)
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "no recording plays %s; metadata.plays in openapi/recordings says which one does,"
                            .formatted(situation)
                        + " and the recordings of this operation play "
                        + situations(operation)));
  }

  /**
   * Returns the situations that the recordings of an operation play.
   *
   * @param operation the operationId
   * @return their names in alphabetical order
   */
  public List<String> situations(String operation) {
    return index.situations(operation);
  }

  /**
   * Finds the recordings that play a situation of several operations.
   *
   * @param plays the situation, for example {@code competing-session}
   * @return the recordings by their operationIds
   * @throws NoSuchElementException if no recording plays it
   */
  public Map<String, Recording> playing(String plays) {
    Map<String, Recording> found = index.playing(plays);
    if (found.isEmpty()) {
      throw new NoSuchElementException(
          "no recording plays %s; metadata.plays in openapi/recordings says which ones do"
              .formatted(plays));
    }
    return found;
  }

  /**
   * Returns the recordings of some operations.
   *
   * @param operations their operationIds
   * @return the recordings, sorted by name
   */
  public List<Recording> of(String... operations) {
    return Stream.of(operations)
        .distinct()
        .flatMap(operation -> byOperation.getOrDefault(operation, List.of()).stream())
        .sorted(Comparator.comparing(Recording::name))
        .toList();
  }
}
