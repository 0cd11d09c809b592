package io.github.cpapi.conformance.exchange;

import io.github.cpapi.conformance.gateway.MockTarget;
import io.github.cpapi.conformance.gateway.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all tests of a run share: the target and the logs of their exchanges. Thread-safe.
 *
 * @param target the gateway
 * @param strict whether a test fails if an answer contradicts the contract
 * @param logs the log of each clause, by its id
 */
public record Run(Target target, boolean strict, Map<String, ExchangeLog> logs)
    implements AutoCloseable {

  /** The key of the run in the store of the launcher session. */
  public static final String KEY = "run";

  /** Where the run is kept in the store of the launcher session. */
  public static final List<Object> NAMESPACE = List.of("io.github.cpapi.conformance");

  /** Starts a run with empty logs. */
  public Run(Target target, boolean strict) {
    this(target, strict, new ConcurrentHashMap<>());
  }

  /** Starts a run against the mock in which the answers must conform to the contract. */
  public static Run againstTheMock() {
    return new Run(new MockTarget(), true);
  }

  /** Returns a new log for a test. */
  public ExchangeLog log(String clause) {
    ExchangeLog log = new ExchangeLog(clause);
    logs.put(clause, log);
    return log;
  }

  /** Returns the log of a clause; empty if its test did not run. */
  public Optional<ExchangeLog> logOf(String clause) {
    return Optional.ofNullable(logs.get(clause));
  }

  @Override
  public void close() {
    target.close();
  }
}
