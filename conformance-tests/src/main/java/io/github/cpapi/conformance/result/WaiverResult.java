package io.github.cpapi.conformance.result;

import java.time.LocalDate;

/**
 * A waiver and what became of it in a run.
 *
 * @param clause the id of the clause whose failure it accepts
 * @param condition what the reason of the failure must contain, as in the file
 * @param reason why the failure is accepted
 * @param expires the last day on which it applies
 * @param state what became of it
 */
public record WaiverResult(
    String clause, String condition, String reason, LocalDate expires, State state) {

  /** What became of a waiver. */
  public enum State {
    /** The clause failed as the waiver says. */
    APPLIED,
    /** The clause passes. This fails the run, so that the file holds no waiver without a use. */
    CLAUSE_PASSES,
    /** The clause failed for another reason. The waiver was not applied. */
    OTHER_REASON,
    /** The last day is over. The waiver was not applied. */
    EXPIRED,
    /** The clause neither passed nor failed. */
    NOT_JUDGED
  }

  /** Returns what became of it, one sentence. */
  public String sentence() {
    return switch (state) {
      case APPLIED -> "%s is waived until %s: %s".formatted(clause, expires, reason);
      case CLAUSE_PASSES ->
          "%s passes although it is waived: remove its waiver (%s)".formatted(clause, condition);
      case OTHER_REASON ->
          "The waiver of %s does not fit its failure and was not applied (%s)"
              .formatted(clause, condition);
      case EXPIRED ->
          "The waiver of %s expired on %s and was not applied (%s)"
              .formatted(clause, expires, condition);
      case NOT_JUDGED -> "The waiver of %s was not needed: no verdict".formatted(clause);
    };
  }
}
