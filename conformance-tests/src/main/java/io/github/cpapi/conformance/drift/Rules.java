package io.github.cpapi.conformance.drift;

import java.util.List;

/** All rules. */
public final class Rules {

  private Rules() {}

  /** Returns the rules in the order of the documentation. */
  public static List<Rule> all() {
    return List.of();
  }
}
