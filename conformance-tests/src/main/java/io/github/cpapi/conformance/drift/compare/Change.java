package io.github.cpapi.conformance.drift.compare;

import io.github.cpapi.conformance.drift.Place;
import io.github.cpapi.conformance.drift.Severity;
import java.util.Set;

/**
 * One difference at one place.
 *
 * @param rule the id of the rule
 * @param severity without regard to recordings
 * @param place the message and the member
 * @param status the status of the answer, empty for a request
 * @param subject what changed at the place: a member, status or value; part of the id
 * @param what one sentence
 * @param before how it was
 * @param after how it is
 * @param shared whether it is about a named schema itself, which several places can use
 * @param typesBefore the JSON types that were legal, if they changed
 * @param typesAfter the JSON types that are legal, if they changed
 */
record Change(
    String rule,
    Severity severity,
    Place place,
    String status,
    String subject,
    String what,
    String before,
    String after,
    boolean shared,
    Set<String> typesBefore,
    Set<String> typesAfter) {

  /**
   * A change of what a context is about.
   *
   * @param pointer the member, in the message
   * @param severity lowered to a blind spot if the contract lacks the operation
   */
  static Change of(
      Context context,
      String rule,
      Severity severity,
      String pointer,
      String subject,
      String what,
      String before,
      String after) {
    return new Change(
        rule,
        context.covered() || severity == Severity.TEXT_ONLY ? severity : Severity.BLIND_SPOT,
        new Place(context.operation(), context.direction(), pointer),
        context.status(),
        subject,
        what,
        before,
        after,
        false,
        Set.of(),
        Set.of());
  }

  /** The same change, of a named schema itself. */
  Change asShared() {
    return new Change(
        rule, severity, place, status, subject, what, before, after, true, typesBefore, typesAfter);
  }

  /** The same change with the JSON types that it is about. */
  Change withTypes(Set<String> legalBefore, Set<String> legalAfter) {
    return new Change(
        rule,
        severity,
        place,
        status,
        subject,
        what,
        before,
        after,
        shared,
        legalBefore,
        legalAfter);
  }

  /** What is the same in equal changes: of a shared schema, not the name of the place. */
  String likeness() {
    return shared ? what.replace(SchemaComparison.named(place.pointer()), "it") : what;
  }
}
