package io.github.cpapi.conformance.result;

import io.github.cpapi.contract.Clause;
import java.util.List;

/**
 * The verdict about one clause.
 *
 * @param status the verdict
 * @param reason why; empty for a clause that passed
 * @param milliseconds how long its test took; 0 if it did not run
 * @param exchanges what was sent and received, in order
 */
public record ClauseResult(
    Clause clause, Status status, String reason, long milliseconds, List<Exchange> exchanges) {

  /** Copies the list. */
  public ClauseResult {
    exchanges = List.copyOf(exchanges);
  }

  /** Returns the letters of the clause's id, for example {@code ORD}. */
  public String area() {
    return clause.id().replaceAll("-.*", "");
  }
}
