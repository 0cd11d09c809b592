package io.github.cpapi.conformance.result;

/** The verdict about a clause. Statuses are counted, never merged. */
public enum Status {
  /** The target behaves as the clause says. */
  PASS,
  /** The target does not behave as the clause says. */
  FAIL,
  /** The kit failed, so nothing is known about the target. */
  ERROR,
  /** The target does not offer what the clause needs. */
  SKIP,
  /** The clause has no test, for a reason that the contract states. */
  UNTESTED,
  /** The target does not behave as the clause says, which a waiver accepts. */
  WAIVED
}
