package io.github.cpapi.contract;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Recorded files by their names, and by the situations in which a mock plays them. Immutable.
 *
 * @param <T> a recording or a frame
 */
final class SituationIndex<T> {

  private final Kind<T> kind;
  private final SortedMap<String, T> byName;
  private final Map<Situation, T> bySituation;
  private final List<T> all;

  /**
   * The key for a mock's choice.
   *
   * @param of {@code metadata.operation} or {@code metadata.topic}
   * @param plays {@code metadata.plays}
   */
  record Situation(String of, String plays) {

    @Override
    public String toString() {
      return "%s of %s".formatted(plays, of);
    }
  }

  /** How the files of a kind are found. */
  record Kind<T>(Function<T, String> name, Function<T, Optional<Situation>> situation) {}

  private SituationIndex(Kind<T> kind, SortedMap<String, T> byName, Map<Situation, T> bySituation) {
    this.kind = kind;
    this.byName = byName;
    this.bySituation = bySituation;
    this.all = List.copyOf(byName.values());
  }

  /**
   * @throws RecordingException if two files play the same situation
   */
  static <T> SituationIndex<T> of(Kind<T> kind, Collection<T> files) {
    SortedMap<String, T> byName = new TreeMap<>();
    files.forEach(file -> byName.put(kind.name().apply(file), file));
    return new SituationIndex<>(kind, byName, bySituation(kind, files));
  }

  private static <T> Map<Situation, T> bySituation(Kind<T> kind, Collection<T> files) {
    Map<Situation, T> found = new HashMap<>();
    for (T file : files) {
      Optional<Situation> situation = kind.situation().apply(file);
      T other = situation.map(key -> found.putIfAbsent(key, file)).orElse(null);
      if (other != null) {
        throw new RecordingException(
            "%s and %s both play %s; one recording plays a situation"
                .formatted(
                    kind.name().apply(other), kind.name().apply(file), situation.orElseThrow()));
      }
    }
    return found;
  }

  /**
   * Adds files. One with the name of another replaces it, and one that plays a situation takes it
   * over.
   *
   * @param folder has the added files, for messages
   * @throws RecordingException if two of them play the same situation, or nothing plays one that
   *     was played before
   */
  SituationIndex<T> with(List<T> added, Path folder) {
    SortedMap<String, T> all = new TreeMap<>(byName);
    added.forEach(file -> all.put(kind.name().apply(file), file));
    Map<Situation, T> situations = new HashMap<>(bySituation);
    situations.putAll(bySituation(kind, added));
    situations.forEach(
        (situation, file) -> {
          String name = kind.name().apply(file);
          T replacing = Objects.requireNonNull(all.get(name));
          if (replacing != file) {
            throw new RecordingException(
                "%s: metadata.plays: expected \"%s\", as in the recording that it replaces,"
                        .formatted(folder.resolve(name + ".json"), situation.plays())
                    + " not "
                    + kind.situation()
                        .apply(replacing)
                        .map(other -> "\"%s\"".formatted(other.plays()))
                        .orElse("nothing")
                    + "; otherwise no recording plays that situation");
          }
        });
    return new SituationIndex<>(kind, all, situations);
  }

  SituationIndex<T> only(Predicate<T> kept) {
    SortedMap<String, T> names = new TreeMap<>(byName);
    names.values().removeIf(kept.negate());
    Map<Situation, T> situations = new HashMap<>(bySituation);
    situations.values().removeIf(kept.negate());
    return new SituationIndex<>(kind, names, situations);
  }

  /** Returns all files, sorted by name. */
  List<T> all() {
    return all;
  }

  Optional<T> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<T> playing(Situation situation) {
    return Optional.ofNullable(bySituation.get(situation));
  }

  /** Returns what plays a situation, by operation or topic. */
  Map<String, T> playing(String plays) {
    return bySituation.entrySet().stream()
        .filter(entry -> entry.getKey().plays().equals(plays))
        .collect(Collectors.toUnmodifiableMap(entry -> entry.getKey().of(), Map.Entry::getValue));
  }

  /** Returns the situations of an operation or topic, in alphabetical order. */
  List<String> situations(String of) {
    return bySituation.keySet().stream()
        .filter(situation -> situation.of().equals(of))
        .map(Situation::plays)
        .sorted()
        .toList();
  }
}
