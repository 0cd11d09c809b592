package io.github.cpapi.conformance.drift;

import java.util.List;

/**
 * A change, wherever it occurs.
 *
 * @param id the rule and the place, stable from run to run
 * @param rule the id of a {@link Rule}
 * @param places equal changes of several operations are one finding
 * @param what one sentence
 * @param before a short rendering; may be empty
 * @param after a short rendering; may be empty
 * @param javaNames what it touches, for example {@code OrderTicket.side}
 * @param recordings those that speak for or against it
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
    String advice) {}
