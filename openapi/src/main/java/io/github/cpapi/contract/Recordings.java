package io.github.cpapi.contract;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All recordings, {@code openapi/recordings}. Immutable by convention; thread-safe. */
public final class Recordings {

  private final SortedMap<String, Recording> byName;
  private final Map<Situation, Recording> bySituation;

  /** The key for a mock's choice: {@code metadata.operation} and {@code metadata.plays}. */
  private record Situation(String operation, String plays) {

    static Optional<Situation> of(Recording recording) {
      return recording.plays().map(plays -> new Situation(recording.operation(), plays));
    }

    @Override
    public String toString() {
      return "%s of %s".formatted(plays, operation);
    }
  }

  private Recordings(SortedMap<String, Recording> byName, Map<Situation, Recording> bySituation) {
    this.byName = byName;
    this.bySituation = bySituation;
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
    SortedMap<String, Recording> byName = new TreeMap<>();
    RecordingFiles.ALL.forEach((name, stub) -> byName.put(name, new Recording(name, stub)));
    byName.keySet().removeIf(name -> name.startsWith(FrameRecordings.FOLDER));
    return new Recordings(byName, bySituation(byName.values()));
  }

  private static Map<Situation, Recording> bySituation(Collection<Recording> recordings) {
    Map<Situation, Recording> found = new HashMap<>();
    for (Recording recording : recordings) {
      Optional<Situation> situation = Situation.of(recording);
      Recording other = situation.map(key -> found.putIfAbsent(key, recording)).orElse(null);
      if (other != null) {
        throw new RecordingException(
            "%s and %s both play %s; one recording plays a situation"
                .formatted(other.name(), recording.name(), situation.orElseThrow()));
      }
    }
    return found;
  }

  /**
   * Returns these recordings plus those of a folder. A recording of the folder replaces one with
   * the same name, and takes over its situation from one that plays the same situation.
   *
   * @param folder has the layout and file format of {@code openapi/recordings}: a folder for each
   *     tag of the spec; frames of the websocket in {@code ws} are not read
   * @param spec has the operations that the recordings may belong to
   * @throws RecordingException if the folder has no recording, or one of them cannot be played; the
   *     message names the file, the member and the legal values
   */
  public Recordings with(Path folder, Spec spec) {
    List<Recording> added = new RecordingReader(folder, spec, this).read();
    Map<Situation, Recording> addedBySituation = bySituation(added);
    SortedMap<String, Recording> all = new TreeMap<>(byName);
    added.forEach(recording -> all.put(recording.name(), recording));
    Map<Situation, Recording> situations = new HashMap<>(bySituation);
    situations.putAll(addedBySituation);
    situations.forEach(
        (situation, recording) -> {
          Recording replacing = Objects.requireNonNull(all.get(recording.name()));
          if (replacing != recording) {
            throw new RecordingException(
                "%s: metadata.plays: expected \"%s\", as in the recording that it replaces,"
                        .formatted(folder.resolve(recording.name() + ".json"), situation.plays())
                    + " not "
                    + replacing.plays().map("\"%s\""::formatted).orElse("nothing")
                    + "; otherwise no recording plays that situation");
          }
        });
    return new Recordings(all, situations);
  }

  /** Returns only the recordings that satisfy a condition. */
  public Recordings only(Predicate<Recording> kept) {
    SortedMap<String, Recording> names = new TreeMap<>(byName);
    names.values().removeIf(kept.negate());
    Map<Situation, Recording> situations = new HashMap<>(bySituation);
    situations.values().removeIf(kept.negate());
    return new Recordings(names, situations);
  }

  /** Returns all recordings, sorted by name. */
  public Collection<Recording> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Finds a recording.
   *
   * @param name for example {@code orders/question-o163}
   * @throws NoSuchElementException if no recording has that name
   */
  public Recording get(String name) {
    Recording recording = byName.get(name);
    if (recording == null) {
      throw new NoSuchElementException("no recording openapi/recordings/" + name + ".json");
    }
    return recording;
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
    Recording recording = bySituation.get(situation);
    if (recording == null) {
      throw new NoSuchElementException(
          "no recording plays %s; metadata.plays in openapi/recordings says which one does, and the"
                  .formatted(situation)
              + " recordings of this operation play "
              + situations(operation));
    }
    return recording;
  }

  /**
   * Returns the situations that the recordings of an operation play.
   *
   * @param operation the operationId
   * @return their names in alphabetical order
   */
  public List<String> situations(String operation) {
    return bySituation.keySet().stream()
        .filter(situation -> situation.operation().equals(operation))
        .map(Situation::plays)
        .sorted()
        .toList();
  }

  /**
   * Finds the recordings that play a situation of several operations.
   *
   * @param plays the situation, for example {@code competing-session}
   * @return the recordings by their operationIds
   * @throws NoSuchElementException if no recording plays it
   */
  public Map<String, Recording> playing(String plays) {
    Map<String, Recording> found =
        bySituation.entrySet().stream()
            .filter(entry -> entry.getKey().plays().equals(plays))
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> entry.getKey().operation(), Map.Entry::getValue));
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
    Set<String> wanted = new HashSet<>(List.of(operations));
    return byName.values().stream().filter(r -> wanted.contains(r.operation())).toList();
  }
}
