package io.github.cpapi.conformance.mutant;

import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.RunResult;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which operations the test of each clause calls. */
public final class Calls {

  private final Map<String, Set<String>> byOperation = new TreeMap<>();

  /**
   * Reads the exchanges of a run.
   *
   * @param clean a run against an unbroken mock
   */
  public Calls(RunResult clean) {
    for (ClauseResult clause : clean.clauses()) {
      for (Exchange exchange : clause.exchanges()) {
        if (exchange.operation() != null) {
          byOperation
              .computeIfAbsent(exchange.operation(), operation -> new TreeSet<>())
              .add(clause.clause().id());
        }
      }
    }
  }

  /** Returns the ids of the clauses whose tests call an operation. */
  public Set<String> callers(String operation) {
    return byOperation.getOrDefault(operation, Set.of());
  }

  /** Returns whether a mutant can change what the test of a clause sees. */
  public boolean reaches(Mutant mutant, String clause) {
    return clause.equals(mutant.name())
        || mutant.changes().stream()
            .flatMap(change -> change.on().stream())
            .anyMatch(operation -> operation.equals("*") || callers(operation).contains(clause));
  }
}
