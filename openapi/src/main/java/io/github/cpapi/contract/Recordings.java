package io.github.cpapi.contract;

import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;

/** All recordings, {@code openapi/recordings}. Immutable by convention; thread-safe. */
public final class Recordings {

  private final SortedMap<String, Recording> byName;

  private Recordings(SortedMap<String, Recording> byName) {
    this.byName = byName;
  }

  /** Read once for a process, when they are first needed: that takes longer than anything else. */
  private static final class Shipped {
    static final Recordings ALL = read();
  }

  /**
   * Returns the recordings of the class path. They are read once.
   *
   * @return all recordings, the same for every caller
   */
  public static Recordings load() {
    return Shipped.ALL;
  }

  private static Recordings read() {
    SortedMap<String, Recording> byName = new TreeMap<>();
    ContractFiles.jsonBelow("recordings")
        .forEach((name, stub) -> byName.put(name, new Recording(name, stub)));
    return new Recordings(byName);
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
   * Returns the recordings of some operations.
   *
   * @param operations their operationIds
   * @return the recordings in the order of their names
   */
  public List<Recording> of(String... operations) {
    List<String> wanted = List.of(operations);
    return byName.values().stream().filter(r -> wanted.contains(r.operation())).toList();
  }
}
