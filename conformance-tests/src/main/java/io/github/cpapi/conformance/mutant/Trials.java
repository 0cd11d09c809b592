package io.github.cpapi.conformance.mutant;

import io.github.cpapi.conformance.gateway.MockTarget;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.run.ConformanceRun;
import io.github.cpapi.contract.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs the suites against many mutants. */
public final class Trials {

  /** More than there are processors, because the client waits in some trials. */
  private static final int AT_ONCE = 6;

  private Trials() {}

  /** Runs all suites against an unbroken mock. */
  public static RunResult clean() {
    return new ConformanceRun(new MockTarget(), false, clause -> true).run(clause -> {});
  }

  /**
   * Returns the mutants of each status, list and member in the answers of a run, sorted by name.
   * The related clauses of each are those about its operation.
   */
  public static List<Mutant> generated(RunResult clean) {
    return new GeneratedMutants(clean).all();
  }

  /**
   * Tries mutants, several at once.
   *
   * @param meets whether the tests of a clause run against a mutant
   * @param all whether a trial goes on when a clause is red
   * @param progress is told each trial, in the order of the mutants
   */
  public static List<Trial> of(
      List<Mutant> mutants,
      BiPredicate<Mutant, Clause> meets,
      boolean all,
      Consumer<Trial> progress) {
    Queue<MockTarget> idle = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Trial>> started = new ArrayList<>();
      for (Mutant mutant : mutants) {
        started.add(
            threads.submit(() -> tried(mutant, clause -> meets.test(mutant, clause), all, idle)));
      }
      List<Trial> trials = new ArrayList<>();
      for (Future<Trial> trial : started) {
        trials.add(trial.get());
        progress.accept(trial.get());
      }
      return trials;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a trial broke", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the trials were interrupted", e);
    } finally {
      threads.shutdownNow();
      idle.forEach(MockTarget::close);
    }
  }

  /** The mocks of an earlier trial are used again, because a start takes longer than a test. */
  private static Trial tried(
      Mutant mutant, Predicate<Clause> wanted, boolean all, Queue<MockTarget> idle) {
    MockTarget earlier = idle.poll();
    MockTarget mocks = earlier == null ? new MockTarget() : earlier;
    mocks.reset();
    Trial trial = Trial.of(mutant, wanted, all, mocks);
    idle.add(mocks);
    return trial;
  }
}
