package io.github.cpapi.conformance.report;

import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;

/** The verdict about the target, in one word. */
enum Verdict {
  /** No clause failed, and each was judged. */
  CONFORMANT,
  /** A clause failed, or an order is left. */
  NOT_CONFORMANT,
  /** Nothing failed, but the kit did not judge all that it was asked to. */
  UNDECIDED;

  static Verdict of(RunResult result) {
    if (!result.conformant()) {
      return NOT_CONFORMANT;
    }
    boolean judged =
        result.complete()
            && count(result, Status.ERROR) == 0
            && count(result, Status.PASS) + count(result, Status.WAIVED) > 0;
    return judged ? CONFORMANT : UNDECIDED;
  }

  static long count(RunResult result, Status status) {
    return result.counts().getOrDefault(status, 0L);
  }
}
