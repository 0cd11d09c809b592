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

  /** By which a mock chooses a recording: {@code metadata.operation} and {@code metadata.plays}. */
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

  /** Read once for a process, when they are first needed: that takes longer than anything else. */
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
    ContractFiles.jsonBelow("recordings")
        .forEach((name, stub) -> byName.put(name, new Recording(name, stub)));
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
   * Lays the recordings of a folder over these. One of the same name takes the place of the one
   * here, and one that plays the same situation is played instead of it.
   *
   * @param folder has a folder for each tag of the spec, with files as {@code openapi/recordings}
   *     has them
   * @param spec the operations that they may belong to
   * @return these and those
   * @throws RecordingException if there is no recording in the folder, or one of them cannot be
   *     played; it names the file, the member, and what would be legal
   */
  public Recordings with(Path folder, Spec spec) {
    List<Recording> added = new RecordingReader(folder, spec, this).read();
    Map<Situation, Recording> playedInstead = bySituation(added);
    SortedMap<String, Recording> all = new TreeMap<>(byName);
    added.forEach(recording -> all.put(recording.name(), recording));
    Map<Situation, Recording> situations = new HashMap<>(bySituation);
    situations.putAll(playedInstead);
    situations.forEach(
        (situation, recording) -> {
          Recording replacing = Objects.requireNonNull(all.get(recording.name()));
          if (replacing != recording) {
            throw new RecordingException(
                "%s: metadata.plays: expected \"%s\", as the recording that it replaces has it,"
                        .formatted(folder.resolve(recording.name() + ".json"), situation.plays())
                    + " not "
                    + replacing.plays().map("\"%s\""::formatted).orElse("nothing")
                    + "; otherwise no recording plays that situation");
          }
        });
    return new Recordings(all, situations);
  }

  /**
   * Leaves recordings out.
   *
   * @param kept tells which recordings to keep
   * @return those
   */
  public Recordings only(Predicate<Recording> kept) {
    SortedMap<String, Recording> names = new TreeMap<>(byName);
    names.values().removeIf(kept.negate());
    Map<Situation, Recording> situations = new HashMap<>(bySituation);
    situations.values().removeIf(kept.negate());
    return new Recordings(names, situations);
  }

  /** Returns all recordings in the order of their names. */
  public Collection<Recording> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Finds a recording.
   *
   * @param name for example {@code orders/question-o163}
   * @throws NoSuchElementException if there is none of that name
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
   * Finds the recordings that play a situation which several operations have.
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
   * @return the recordings in the order of their names
   */
  public List<Recording> of(String... operations) {
    Set<String> wanted = new HashSet<>(List.of(operations));
    return byName.values().stream().filter(r -> wanted.contains(r.operation())).toList();
  }
}
