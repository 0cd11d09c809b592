package io.github.cpapi.conformance.mutant;

import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.contract.Clause;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the test of each clause sends to an unbroken mock, and is answered. */
public final class Calls {

  private static final String WEB_SOCKET_PATH = "/ws";

  private final Map<String, List<Exchange>> byClause;

  /**
   * Reads the exchanges of a run.
   *
   * @param clean a run against an unbroken mock
   */
  public Calls(RunResult clean) {
    byClause =
        clean.clauses().stream()
            .collect(Collectors.toMap(result -> result.clause().id(), ClauseResult::exchanges));
  }

  /**
   * Returns whether a mutant can change what the test of a clause sees. Up to the first change, the
   * test sees what an unbroken mock shows it.
   */
  public boolean reaches(Mutant mutant, String clause) {
    return clause.equals(mutant.name())
        || byClause.getOrDefault(clause, List.of()).stream()
            .anyMatch(
                exchange ->
                    mutant.changes().stream().anyMatch(change -> concerns(change, exchange)));
  }

  /** Does not look at the path, in which accounts are masked. */
  private static boolean concerns(Change change, Exchange exchange) {
    boolean answered =
        change.when() == null
            || change.when() == exchange.status()
            || change.trick() != null
            || !change.send().isEmpty();
    return (change.on().contains("*") || change.on().contains(operation(exchange)))
        && answered
        && (change.sent() == null
            || Pattern.compile(change.sent()).matcher(exchange.requestBody()).find());
  }

  private static String operation(Exchange exchange) {
    if (exchange.operation() != null) {
      return exchange.operation();
    }
    return exchange.path().equals(WEB_SOCKET_PATH) ? Clause.WEB_SOCKET : "";
  }
}
