package io.github.cpapi.conformance.mutant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.contract.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Mutants of everything that a gateway answers: each status, each list and each member that a run
 * against an unbroken mock showed. What would change nothing is left out.
 */
final class GeneratedMutants {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** In place of an account id in the exchanges of a run. */
  private static final String MASK = "***";

  private final Map<String, Change> changes = new TreeMap<>();

  /** The clauses whose tests saw what a mutant changes, by its name. */
  private final Map<String, Set<String>> seenBy = new TreeMap<>();

  /**
   * Derives the mutants.
   *
   * @param clean a run against an unbroken mock
   */
  GeneratedMutants(RunResult clean) {
    for (ClauseResult clause : clean.clauses()) {
      for (Exchange exchange : clause.exchanges()) {
        if (exchange.operation() != null) {
          addMutants(clause.clause().id(), exchange.operation(), exchange);
        }
      }
    }
  }

  /** Returns the mutants, sorted by their names. */
  List<Mutant> all() {
    List<Mutant> all = new ArrayList<>();
    changes.forEach(
        (name, change) ->
            all.add(new Mutant(name, name, List.of(change), clausesOf(name, change), null)));
    return all;
  }

  /** Those about the operation; if there are none, all that saw what the mutant changes. */
  private List<String> clausesOf(String name, Change change) {
    Set<String> seen = seenBy.getOrDefault(name, Set.of());
    List<String> about =
        Clause.all().stream()
            .filter(clause -> change.on().contains(clause.operation()))
            .map(Clause::id)
            .filter(seen::contains)
            .toList();
    return about.isEmpty() ? List.copyOf(seen) : about;
  }

  private void addMutants(String clause, String operation, Exchange exchange) {
    int status = exchange.status();
    add(clause, "status", operation, status, "", Map.of("status", status < 400 ? 500 : 200));
    try {
      addMembers(clause, operation, status, MAPPER.readTree(exchange.responseBody()), "");
    } catch (JsonProcessingException e) {
      // A body that is not JSON has no members.
    }
  }

  private void addMembers(
      String clause, String operation, int status, JsonNode node, String pointer) {
    if (node.isArray()) {
      if (!node.path(0).equals(node.path(node.size() - 1))) {
        add(clause, "reverse", operation, status, pointer, Map.of("reverse", List.of(pointer)));
      }
      node.forEach(row -> addMembers(clause, operation, status, row, pointer + "/*"));
    } else if (node.isObject() && isMap(node)) {
      node.forEach(value -> addMembers(clause, operation, status, value, pointer + "/*"));
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              member -> {
                String below = pointer + "/" + member.getKey();
                add(clause, "drop", operation, status, below, Map.of("remove", List.of(below)));
                if (!member.getValue().isNull()) {
                  add(clause, "null", operation, status, below, Map.of("empty", List.of(below)));
                  add(clause, "retype", operation, status, below, Map.of("retype", List.of(below)));
                }
                add(
                    clause,
                    "rename",
                    operation,
                    status,
                    below,
                    Map.of("rename", Map.of(below, "renamed")));
                addMembers(clause, operation, status, member.getValue(), below);
              });
    }
  }

  /** An object whose members are named by data, such as currencies and accounts. */
  private static boolean isMap(JsonNode node) {
    return node.properties().stream().anyMatch(member -> member.getKey().contains(MASK))
        || node.size() > 1 && node.properties().stream().allMatch(m -> m.getValue().isObject());
  }

  private void add(
      String clause,
      String kind,
      String operation,
      int status,
      String pointer,
      Map<String, ?> change) {
    String name = "%s %s %d %s".formatted(kind, operation, status, pointer).strip();
    Map<String, Object> members = new TreeMap<>(change);
    members.put("on", List.of(operation));
    members.put("when", status);
    changes.computeIfAbsent(name, key -> MAPPER.convertValue(members, Change.class));
    seenBy.computeIfAbsent(name, key -> new TreeSet<>()).add(clause);
  }
}
