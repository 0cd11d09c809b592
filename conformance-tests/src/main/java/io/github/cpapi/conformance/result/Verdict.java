package io.github.cpapi.conformance.result;

/** The verdict about the target, in one word. */
public enum Verdict {
  /** No clause failed, and each was judged. */
  CONFORMANT,
  /** A clause failed, or an order is left. */
  NOT_CONFORMANT,
  /** Nothing failed, but the kit did not judge all that it was asked to. */
  UNDECIDED;

  static Verdict of(RunResult result) {
    if (result.count(Status.FAIL) > 0 || !result.leftovers().isEmpty()) {
      return NOT_CONFORMANT;
    }
    boolean judged =
        result.complete()
            && result.count(Status.ERROR) == 0
            && result.count(Status.PASS) + result.count(Status.WAIVED) > 0;
    return judged ? CONFORMANT : UNDECIDED;
  }
}
