package io.github.cpapi.conformance.result;

import io.github.cpapi.contract.Clause;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict about the target, in one word. Only clauses of level {@code must} decide it; a
 * gateway may differ from the others, which the reports count level by level.
 */
public enum Verdict {
  /** No clause that clients rely on failed, and the kit judged all that it was asked to. */
  CONFORMANT,
  /** A clause that clients rely on failed, a waived clause passes, or an order is left. */
  NOT_CONFORMANT,
  /** Nothing failed, but the kit did not judge all that it was asked to. */
  UNDECIDED;

  static Verdict of(RunResult result) {
    if (!wrong(result).isEmpty()) {
      return NOT_CONFORMANT;
    }
    return open(result).isEmpty() ? CONFORMANT : UNDECIDED;
  }

  static List<String> reasons(RunResult result) {
    List<String> wrong = wrong(result);
    return wrong.isEmpty() ? open(result) : wrong;
  }

  private static List<String> wrong(RunResult result) {
    List<String> reasons = new ArrayList<>();
    long failed =
        result.clauses().stream()
            .filter(clause -> clause.status() == Status.FAIL)
            .filter(clause -> clause.clause().level() == Clause.Level.MUST)
            .count();
    if (failed > 0) {
      reasons.add("Clauses of level must that fail: " + failed);
    }
    if (!result.leftovers().isEmpty()) {
      reasons.add("Orders that are left: " + result.leftovers().size());
    }
    result.needlessWaivers().stream().map(WaiverResult::sentence).forEach(reasons::add);
    return reasons;
  }

  private static List<String> open(RunResult result) {
    List<String> reasons = new ArrayList<>();
    if (!result.complete()) {
      reasons.add("The run was stopped before its end");
    }
    if (result.count(Status.ERROR) > 0) {
      reasons.add("Clauses in which the kit failed: " + result.count(Status.ERROR));
    }
    if (result.count(Status.PASS) + result.count(Status.WAIVED) == 0) {
      reasons.add("No clause was judged");
    }
    return reasons;
  }
}
