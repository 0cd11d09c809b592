package io.github.cpapi.conformance.mutant;

import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.run.ConformanceRun;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.contract.Clause;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the suites say about a mutant.
 *
 * @param mutant the broken gateway
 * @param red the clauses that failed
 * @param errors the clauses in whose tests the kit broke
 * @param skipped the clauses that were skipped
 * @param findings the differences to the contract
 */
public record Trial(
    Mutant mutant,
    List<String> red,
    List<String> errors,
    List<String> skipped,
    List<Finding> findings) {

  /** Copies the lists. */
  public Trial {
    red = List.copyOf(red);
    errors = List.copyOf(errors);
    skipped = List.copyOf(skipped);
    findings = List.copyOf(findings);
  }

  /** Runs clauses against a mutant. */
  public static Trial of(Mutant mutant, Predicate<Clause> wanted) {
    RunResult result =
        new ConformanceRun(new ProxiedMock(new BrokenGateway(mutant)), false, wanted)
            .run(clause -> {});
    return new Trial(
        mutant,
        with(Status.FAIL, result),
        with(Status.ERROR, result),
        with(Status.SKIP, result),
        result.findings());
  }

  private static List<String> with(Status status, RunResult result) {
    return result.clauses().stream()
        .filter(clause -> clause.status() == status)
        .map(ClauseResult::clause)
        .map(Clause::id)
        .toList();
  }

  /** Returns whether a clause turned red. */
  public boolean killed() {
    return !red.isEmpty();
  }
}
