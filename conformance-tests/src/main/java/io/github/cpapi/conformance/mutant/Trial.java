package io.github.cpapi.conformance.mutant;

import io.github.cpapi.conformance.gateway.MockTarget;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.run.ConformanceRun;
import io.github.cpapi.contract.Clause;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the suites say about a mutant.
 *
 * @param mutant the broken gateway
 * @param red the ids of the clauses that failed
 * @param errors the ids of the clauses in whose tests the kit broke
 * @param findings the differences to the contract
 */
public record Trial(Mutant mutant, List<String> red, List<String> errors, List<Finding> findings) {

  /** Copies the lists. */
  public Trial {
    red = List.copyOf(red);
    errors = List.copyOf(errors);
    findings = List.copyOf(findings);
  }

  /**
   * Runs clauses against a mutant.
   *
   * @param wanted the clauses to run
   * @param all whether the run goes on when a clause is red
   * @param mocks the mocks to break; no other trial may use them meanwhile
   */
  static Trial of(Mutant mutant, Predicate<Clause> wanted, boolean all, MockTarget mocks) {
    ConformanceRun run =
        new ConformanceRun(new ProxiedMock(new BrokenGateway(mutant), mocks), false, wanted);
    RunResult result =
        run.run(
            clause -> {
              if (!all && clause.status() == Status.FAIL) {
                run.stop();
              }
            });
    return new Trial(
        mutant, with(Status.FAIL, result), with(Status.ERROR, result), result.findings());
  }

  private static List<String> with(Status status, RunResult result) {
    return result.clauses().stream()
        .filter(clause -> clause.status() == status)
        .map(ClauseResult::clause)
        .map(Clause::id)
        .toList();
  }

  /** Returns the red clauses that neither the mutant's name nor its related clauses explain. */
  public List<String> unexplained() {
    return red.stream().filter(clause -> !mutant.explains(clause)).toList();
  }

  /** How a mutant fared. */
  public enum Fate {
    /** A clause turned red. */
    KILLED,
    /** No clause turned red, but an answer was reported as a finding. */
    REPORTED,
    /** Nothing was noticed but that the kit broke. */
    BROKE_THE_KIT,
    /** Nothing was noticed. */
    SURVIVED
  }

  /** Returns the first fate that holds. */
  public Fate fate() {
    if (!red.isEmpty()) {
      return Fate.KILLED;
    }
    if (!findings.isEmpty()) {
      return Fate.REPORTED;
    }
    return errors.isEmpty() ? Fate.SURVIVED : Fate.BROKE_THE_KIT;
  }
}
