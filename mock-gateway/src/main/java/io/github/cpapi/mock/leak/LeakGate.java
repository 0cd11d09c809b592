package io.github.cpapi.mock.leak;

import java.util.List;

/** Decides whether a file of a recording may be published. Immutable, thread-safe. */
public final class LeakGate {

  private static final LeakGate STANDARD = new LeakGate();

  private LeakGate() {}

  /** Returns the gate for recordings, with the allow-list of this jar. */
  public static LeakGate standard() {
    return STANDARD;
  }

  /**
   * Examines a file.
   *
   * @param place the name of the file relative to the folder of recordings, with {@code /}; it is
   *     examined as well
   * @param content the bytes of the file
   * @return the leaks in the order of the file; empty if it may be published
   */
  public List<Leak> leaks(String place, byte[] content) {
    return List.of(
        new Leak(place, Shape.UNDECODABLE, "the gate is not finished: nothing passes", ""));
  }
}
