package io.github.cpapi.conformance.waiver;

import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.result.WaiverResult;
import io.github.cpapi.conformance.result.WaiverResult.State;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Accepts one failure of one clause.
 *
 * @param failure found in the reason of a failure that it accepts
 * @param expires the last day on which it applies
 */
record Waiver(String clause, String condition, Pattern failure, String reason, LocalDate expires) {

  State stateFor(ClauseResult result, LocalDate today) {
    if (today.isAfter(expires)) {
      return State.EXPIRED;
    }
    if (result.status() == Status.PASS) {
      return State.CLAUSE_PASSES;
    }
    if (result.status() != Status.FAIL) {
      return State.NOT_JUDGED;
    }
    return failure.matcher(oneLine(result.reason())).find() ? State.APPLIED : State.OTHER_REASON;
  }

  WaiverResult with(State state) {
    return new WaiverResult(clause, condition, reason, expires, state);
  }

  /** A reason as a condition sees it: as the report prints it, in one line. */
  static String oneLine(String reason) {
    return Redactor.redact(reason).replaceAll("\\s+", " ").strip();
  }
}
