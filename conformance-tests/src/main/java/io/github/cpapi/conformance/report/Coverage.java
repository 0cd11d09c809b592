package io.github.cpapi.conformance.report;

import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of the contract a run exercised, and what it did not: statuses, the branches of unions in
 * answers, and the members of requests.
 */
record Coverage(List<Row> rows) {

  /** The parts of one operation. */
  record Row(
      String operation, List<Answer> answers, List<Part> branches, List<Part> requestMembers) {
    boolean called() {
      return answers.stream().anyMatch(Answer::seen);
    }

    boolean anyBranch() {
      return !branches.isEmpty();
    }

    boolean anyRequestMember() {
      return !requestMembers.isEmpty();
    }
  }

  /**
   * A branch of a union, or a member of a request.
   *
   * @param times in how many exchanges it was
   */
  record Part(String name, long times) {
    boolean seen() {
      return times > 0;
    }

    String kind() {
      return seen() ? "seen" : "unseen";
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
    Map<String, List<Exchange>> exchanges =
        run.clauses().stream()
            .map(ClauseResult::exchanges)
            .flatMap(List::stream)
            .filter(exchange -> exchange.operation() != null)
            .collect(
                Collectors.groupingBy(exchange -> Objects.requireNonNull(exchange.operation())));
    Spec spec = Spec.load();
    Members members = new Members(spec);
    return new Coverage(
        spec.operations().stream()
            .map(
                operation ->
                    row(operation, members, exchanges.getOrDefault(operation.id(), List.of())))
            .toList());
  }

  private static Row row(Operation operation, Members members, List<Exchange> exchanges) {
    Map<Integer, Long> seen =
        exchanges.stream()
            .filter(exchange -> exchange.status() > 0)
            .collect(Collectors.groupingBy(Exchange::status, Collectors.counting()));
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
            .toList(),
        parts(
            members.declaredBranches(operation),
            exchanges,
            exchange ->
                members.branches(
                    operation, exchange.status(), ResultsJson.tree(exchange.responseBody()))),
        parts(
            members.declaredMembers(operation),
            exchanges,
            exchange ->
                Members.members(exchange.path(), ResultsJson.tree(exchange.requestBody()))));
  }

  private static List<Part> parts(
      Set<String> declared, List<Exchange> exchanges, Function<Exchange, Set<String>> parts) {
    Map<String, Long> seen =
        exchanges.stream()
            .map(parts)
            .flatMap(Set::stream)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return declared.stream().map(name -> new Part(name, seen.getOrDefault(name, 0L))).toList();
  }

  int operations() {
    return rows.size();
  }

  long called() {
    return rows.stream().filter(Row::called).count();
  }

  /** The operations that the run did not call; empty if there are none. */
  String neverCalled() {
    return rows.stream()
        .filter(row -> !row.called())
        .map(Row::operation)
        .collect(Collectors.joining(", "));
  }

  long declared() {
    return answers().stream().filter(Answer::declared).count();
  }

  long seen() {
    return answers().stream().filter(answer -> answer.declared() && answer.seen()).count();
  }

  long branches() {
    return rows.stream().mapToLong(row -> row.branches().size()).sum();
  }

  long branchesSeen() {
    return rows.stream().flatMap(row -> row.branches().stream()).filter(Part::seen).count();
  }

  long requestMembers() {
    return rows.stream().mapToLong(row -> row.requestMembers().size()).sum();
  }

  long requestMembersSeen() {
    return rows.stream().flatMap(row -> row.requestMembers().stream()).filter(Part::seen).count();
  }

  private List<Answer> answers() {
    return rows.stream().flatMap(row -> row.answers().stream()).toList();
  }
}
