package io.github.cpapi.conformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The parts of an operation that a run can exercise: the branches of the unions in its answers, for
 * example {@code OrderRow: OrderQuestion}, and the members of its requests, for example {@code
 * orders.price} or {@code ?filters}.
 */
public final class Members {

  private final Spec spec;

  /** Reads the unions and members of a spec. */
  public Members(Spec spec) {
    this.spec = spec;
  }

  /** Returns the branches of all unions in the answers of an operation. */
  public Set<String> declaredBranches(Operation operation) {
    Set<String> branches = new LinkedHashSet<>();
    answers(operation).forEach(schema -> branches(schema, branches, new HashSet<>()));
    return branches;
  }

  private void branches(JsonNode reference, Set<String> found, Set<String> visited) {
    if (!visited.add(reference.toString())) {
      return;
    }
    JsonNode schema = resolved(reference);
    for (JsonNode branch : union(schema)) {
      found.add(name(reference) + ": " + name(branch));
      branches(branch, found, visited);
    }
    below(schema).forEach(child -> branches(child, found, visited));
  }

  /** Returns the branches that an answer has. Its personal data may be masked. */
  public Set<String> branches(Operation operation, int status, JsonNode body) {
    Set<String> found = new LinkedHashSet<>();
    answer(operation, status).forEach(schema -> branches(schema, body, found));
    return found;
  }

  private void branches(JsonNode reference, JsonNode value, Set<String> found) {
    JsonNode schema = resolved(reference);
    union(schema).stream()
        .filter(branch -> fits(resolved(branch), value))
        .max(Comparator.comparing(branch -> resolved(branch).path("required").size()))
        .ifPresent(
            branch -> {
              found.add(name(reference) + ": " + name(branch));
              branches(branch, value, found);
            });
    value.forEach(
        element -> {
          if (schema.has("items") && value.isArray()) {
            branches(schema.path("items"), element, found);
          }
        });
    schema
        .path("properties")
        .properties()
        .forEach(
            member -> {
              if (value.has(member.getKey())) {
                branches(member.getValue(), value.get(member.getKey()), found);
              }
            });
  }

  /** Not a validation, which masked values would not pass. */
  private boolean fits(JsonNode schema, JsonNode value) {
    if (schema.path("type").asText().equals("array")) {
      return value.isArray() && value.size() <= schema.path("maxItems").asInt(Integer.MAX_VALUE);
    }
    return (value.isObject() || schema.has("oneOf"))
        && elements(schema.path("required"))
            .map(JsonNode::asText)
            .allMatch(
                name ->
                    value.has(name)
                        && hasPattern(
                            resolved(schema.path("properties").path(name)), value.get(name)));
  }

  private static boolean hasPattern(JsonNode schema, JsonNode value) {
    return !schema.has("pattern")
        || Pattern.compile(schema.get("pattern").asText()).matcher(value.asText()).find();
  }

  Set<String> declaredMembers(Operation operation) {
    Set<String> members = new LinkedHashSet<>();
    elements(operation.node().path("parameters"))
        .map(this::resolved)
        .filter(parameter -> parameter.path("in").asText().equals("query"))
        .forEach(parameter -> members.add("?" + parameter.path("name").asText()));
    members(request(operation), "", members, new HashSet<>());
    return members;
  }

  private void members(JsonNode reference, String prefix, Set<String> found, Set<String> above) {
    JsonNode schema = resolved(reference);
    if (above.contains(reference.toString())) {
      return;
    }
    Set<String> path = new HashSet<>(above);
    path.add(reference.toString());
    if (schema.has("items")) {
      members(schema.path("items"), prefix, found, path);
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            member -> {
              found.add(prefix + member.getKey());
              members(member.getValue(), prefix + member.getKey() + ".", found, path);
            });
  }

  /** The members that a request has, also those that the contract does not know. */
  static Set<String> members(String path, JsonNode body) {
    Set<String> found = new LinkedHashSet<>();
    if (path.contains("?")) {
      for (String parameter : path.substring(path.indexOf('?') + 1).split("&")) {
        found.add("?" + parameter.replaceAll("=.*", ""));
      }
    }
    members(body, "", found);
    return found;
  }

  private static void members(JsonNode value, String prefix, Set<String> found) {
    if (value.isArray()) {
      value.forEach(element -> members(element, prefix, found));
    }
    value
        .properties()
        .forEach(
            member -> {
              found.add(prefix + member.getKey());
              members(member.getValue(), prefix + member.getKey() + ".", found);
            });
  }

  private Stream<JsonNode> answers(Operation operation) {
    return operation.node().path("responses").properties().stream()
        .flatMap(answer -> schemas(answer.getValue()));
  }

  private Stream<JsonNode> answer(Operation operation, int status) {
    return schemas(operation.node().path("responses").path(String.valueOf(status)));
  }

  private JsonNode request(Operation operation) {
    return schemas(operation.node().path("requestBody"))
        .findFirst()
        .orElse(operation.node().path("requestBody").path("none"));
  }

  private Stream<JsonNode> schemas(JsonNode message) {
    return elements(resolved(message).path("content")).map(content -> content.path("schema"));
  }

  /** Unions of scalars are not counted. */
  private static List<JsonNode> union(JsonNode schema) {
    return elements(schema.path("oneOf")).filter(branch -> branch.has("$ref")).toList();
  }

  private static List<JsonNode> below(JsonNode schema) {
    List<JsonNode> children = new ArrayList<>();
    elements(schema.path("properties")).forEach(children::add);
    if (schema.has("items")) {
      children.add(schema.path("items"));
    }
    return children;
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }

  private JsonNode resolved(JsonNode node) {
    if (node.path("allOf").size() == 1) {
      return resolved(node.path("allOf").get(0));
    }
    return node.has("$ref")
        ? resolved(spec.document().at(node.get("$ref").asText().substring(1)))
        : node;
  }

  private static String name(JsonNode reference) {
    return reference.path("$ref").asText().replaceAll(".*/", "");
  }
}
