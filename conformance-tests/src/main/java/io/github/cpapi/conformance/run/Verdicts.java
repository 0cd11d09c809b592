package io.github.cpapi.conformance.run;

import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.conformance.ClauseNeeds;
import io.github.cpapi.conformance.exchange.ExchangeLog;
import io.github.cpapi.conformance.exchange.Run;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.safety.SafetyException;
import io.github.cpapi.contract.Clause;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.opentest4j.TestAbortedException;

/** Turns what happens to each test into the verdict about its clause. Thread-safe. */
final class Verdicts implements TestExecutionListener {

  private static final int MAX_CAUSES = 10;

  private final List<Clause> clauses;
  private final Run run;
  private final Consumer<ClauseResult> progress;
  private final Map<String, ClauseResult> results = new ConcurrentHashMap<>();
  private final Map<String, Long> starts = new ConcurrentHashMap<>();

  Verdicts(List<Clause> clauses, Run run, Consumer<ClauseResult> progress) {
    this.clauses = clauses;
    this.run = run;
    this.progress = progress;
  }

  boolean wants(String clause) {
    return clauses.stream().anyMatch(wanted -> wanted.id().equals(clause));
  }

  /** Returns the id of the clause that a test method demonstrates. */
  static Optional<String> clauseOf(Optional<TestSource> source) {
    return methodOf(source).flatMap(ClauseNeeds::clauseOf);
  }

  static Optional<Method> methodOf(Optional<TestSource> source) {
    return source
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(MethodSource::getJavaMethod);
  }

  /** Returns one verdict for each clause, in the order of the contract. */
  List<ClauseResult> results() {
    return clauses.stream()
        .map(
            clause -> Optional.ofNullable(results.get(clause.id())).orElseGet(() -> notRun(clause)))
        .toList();
  }

  private static ClauseResult notRun(Clause clause) {
    return clause
        .reasonUntested()
        .map(reason -> new ClauseResult(clause, Status.UNTESTED, reason, 0, List.of()))
        .orElseGet(
            () -> new ClauseResult(clause, Status.SKIP, "the run was stopped", 0, List.of()));
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    clauseOf(test.getSource()).ifPresent(clause -> starts.put(clause, System.nanoTime()));
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    clauseOf(test.getSource()).ifPresent(clause -> add(clause, Status.SKIP, reason));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    clauseOf(test.getSource())
        .ifPresent(
            clause ->
                add(
                    clause,
                    statusOf(result),
                    result.getThrowable().map(Verdicts::reason).orElse("")));
  }

  private static Status statusOf(TestExecutionResult result) {
    Throwable failure = result.getThrowable().orElse(null);
    if (failure == null) {
      return Status.PASS;
    }
    if (failure instanceof TestAbortedException) {
      return Status.SKIP;
    }
    return failure instanceof AssertionError || isOfTheTarget(failure) ? Status.FAIL : Status.ERROR;
  }

  /** Whether the client could not use what the target answered, or got no answer. */
  private static boolean isOfTheTarget(Throwable failure) {
    return failure instanceof CpapiException
        && !(failure instanceof NotSentException)
        && Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(MAX_CAUSES)
            .noneMatch(SafetyException.class::isInstance);
  }

  private static String reason(Throwable failure) {
    return failure instanceof AssertionError
            || failure instanceof TestAbortedException
            || isOfTheTarget(failure)
        ? String.valueOf(failure.getMessage()).replaceFirst("^Assumption failed: ", "").strip()
        : failure.toString();
  }

  private void add(String id, Status status, String reason) {
    Clause clause = clauses.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    Long start = starts.get(id);
    long milliseconds = start == null ? 0 : (System.nanoTime() - start) / 1_000_000;
    List<Exchange> exchanges = run.logOf(id).map(ExchangeLog::exchanges).orElse(List.of());
    ClauseResult result = new ClauseResult(clause, status, reason, milliseconds, exchanges);
    results.put(id, result);
    progress.accept(result);
  }
}
