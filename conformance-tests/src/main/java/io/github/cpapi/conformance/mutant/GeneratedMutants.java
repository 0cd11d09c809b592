package io.github.cpapi.conformance.mutant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.contract.Clause;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Mutants of everything that a gateway answers: each status, each list and each member that a run
 * against an unbroken mock showed.
 */
final class GeneratedMutants {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** In place of an account id in the exchanges of a run. */
  private static final String MASK = "***";

  private final Calls calls;
  private final Map<String, Mutant> mutants = new TreeMap<>();

  /**
   * Derives the mutants.
   *
   * @param clean a run against an unbroken mock
   */
  GeneratedMutants(RunResult clean) {
    calls = new Calls(clean);
    for (ClauseResult clause : clean.clauses()) {
      for (Exchange exchange : clause.exchanges()) {
        if (exchange.operation() != null) {
          addMutants(exchange.operation(), exchange);
        }
      }
    }
  }

  /** Returns the mutants, sorted by their names. */
  List<Mutant> all() {
    return List.copyOf(mutants.values());
  }

  private void addMutants(String operation, Exchange exchange) {
    int status = exchange.status();
    add("status", operation, status, "", Map.of("status", status < 400 ? 500 : 200));
    try {
      addMembers(operation, status, MAPPER.readTree(exchange.responseBody()), "");
    } catch (JsonProcessingException e) {
      // A body that is not JSON has no members.
    }
  }

  private void addMembers(String operation, int status, JsonNode node, String pointer) {
    if (node.isArray()) {
      if (node.size() > 1) {
        add("reverse", operation, status, pointer, Map.of("reverse", List.of(pointer)));
      }
      node.forEach(row -> addMembers(operation, status, row, pointer + "/*"));
    } else if (node.isObject() && isMap(node)) {
      node.forEach(value -> addMembers(operation, status, value, pointer + "/*"));
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              member -> {
                String below = pointer + "/" + member.getKey();
                add("drop", operation, status, below, Map.of("remove", List.of(below)));
                add("null", operation, status, below, Map.of("empty", List.of(below)));
                add("retype", operation, status, below, Map.of("retype", List.of(below)));
                add("rename", operation, status, below, Map.of("rename", Map.of(below, "renamed")));
                addMembers(operation, status, member.getValue(), below);
              });
    }
  }

  /** An object whose members are named by data, such as currencies and accounts. */
  private static boolean isMap(JsonNode node) {
    return node.properties().stream().anyMatch(member -> member.getKey().contains(MASK))
        || node.size() > 1 && node.properties().stream().allMatch(m -> m.getValue().isObject());
  }

  /** The clauses about the operation; if there are none, those whose tests call it. */
  private List<String> clausesOf(String operation) {
    Set<String> calling = calls.callers(operation);
    List<String> about =
        Clause.all().stream()
            .filter(clause -> clause.operation().equals(operation))
            .map(Clause::id)
            .filter(calling::contains)
            .toList();
    return about.isEmpty() ? List.copyOf(calling) : about;
  }

  private void add(
      String kind, String operation, int status, String pointer, Map<String, ?> change) {
    String name = "%s %s %d %s".formatted(kind, operation, status, pointer).strip();
    Map<String, Object> members = new TreeMap<>(change);
    members.put("on", List.of(operation));
    members.put("when", status);
    mutants.computeIfAbsent(
        name,
        key ->
            new Mutant(
                key,
                key,
                List.of(MAPPER.convertValue(members, Change.class)),
                clausesOf(operation),
                null));
  }
}
