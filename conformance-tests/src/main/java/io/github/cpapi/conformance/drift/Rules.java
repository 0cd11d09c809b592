package io.github.cpapi.conformance.drift;

import java.util.List;

/** All rules. */
public final class Rules {

  private static final List<Rule> ALL =
      List.of(
          new Rule(
              "type-changed",
              "A value has another type, for example an object instead of an array.",
              "A gateway refuses a body of the wrong shape, and a client cannot read one.",
              "before: {type: array}\nafter: {type: object}",
              "Change the schema in cpapi.yaml after a recording shows the new shape."));

  private Rules() {}

  /**
   * Returns all rules.
   *
   * @return in the order of the documentation
   */
  public static List<Rule> all() {
    return ALL;
  }
}
