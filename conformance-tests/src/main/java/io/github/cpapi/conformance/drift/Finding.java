package io.github.cpapi.conformance.drift;

import java.util.List;

/**
 * A difference, with what it means. Equal changes of several operations are one finding.
 *
 * @param id the rule and the place; it survives reformatting, for example {@code
 *     type-changed:placeOrders:request:/orders}
 * @param rule the id of the rule
 * @param severity how bad it is
 * @param places all places, at least one
 * @param what one sentence
 * @param before how it was, in short; may be empty
 * @param after how it is, in short; may be empty
 * @param javaNames the types, members and methods of the client that it touches
 * @param recordings the recordings that speak for or against it
 * @param advice what to do
 */
public record Finding(
    String id,
    String rule,
    Severity severity,
    List<Place> places,
    String what,
    String before,
    String after,
    List<String> javaNames,
    List<String> recordings,
    String advice) {

  /** Copies the lists. */
  public Finding {
    places = List.copyOf(places);
    javaNames = List.copyOf(javaNames);
    recordings = List.copyOf(recordings);
  }
}
