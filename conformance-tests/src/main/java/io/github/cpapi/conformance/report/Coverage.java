package io.github.cpapi.conformance.report;

import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The answers of the contract that a run saw, and those that it did not see. */
record Coverage(List<Row> rows) {

  /** The answers of one operation. */
  record Row(String operation, List<Answer> answers) {
    boolean called() {
      return answers.stream().anyMatch(Answer::seen);
    }
  }

  /** How often an operation answered with a status. */
  record Answer(int status, long times, boolean declared) {
    boolean seen() {
      return times > 0;
    }

    String kind() {
      if (!declared) {
        return "undeclared";
      }
      return seen() ? "seen" : "unseen";
    }
  }

  static Coverage of(RunResult run) {
    Map<String, Map<Integer, Long>> seen =
        run.clauses().stream()
            .map(ClauseResult::exchanges)
            .flatMap(List::stream)
            .filter(exchange -> exchange.operation() != null && exchange.status() > 0)
            .collect(
                Collectors.groupingBy(
                    exchange -> Objects.requireNonNull(exchange.operation()),
                    Collectors.groupingBy(Exchange::status, Collectors.counting())));
    return new Coverage(
        Spec.load().operations().stream()
            .map(operation -> row(operation, seen.getOrDefault(operation.id(), Map.of())))
            .toList());
  }

  private static Row row(Operation operation, Map<Integer, Long> seen) {
    TreeSet<Integer> statuses = new TreeSet<>(seen.keySet());
    operation
        .node()
        .path("responses")
        .fieldNames()
        .forEachRemaining(
            status -> {
              if (status.matches("\\d+")) {
                statuses.add(Integer.valueOf(status));
              }
            });
    return new Row(
        operation.id(),
        statuses.stream()
            .map(
                status ->
                    new Answer(status, seen.getOrDefault(status, 0L), operation.declares(status)))
            .toList());
  }

  int operations() {
    return rows.size();
  }

  long called() {
    return rows.stream().filter(Row::called).count();
  }

  long declared() {
    return answers().stream().filter(Answer::declared).count();
  }

  long seen() {
    return answers().stream().filter(answer -> answer.declared() && answer.seen()).count();
  }

  private List<Answer> answers() {
    return rows.stream().flatMap(row -> row.answers().stream()).toList();
  }
}
