package io.github.cpapi.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.contract.SpecValidator.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares answers with the spec in both directions: what violates the schema, and what the schema
 * does not know. In a union it compares with the branch that fits best. Thread-safe.
 *
 * <p>Needs {@code com.networknt:json-schema-validator} on the class path.
 */
public final class AnswerCheck {

  private final Spec spec;
  private final SpecValidator validator;
  private final Map<String, Shape> shapes = new ConcurrentHashMap<>();

  /** Prepares the comparison with a spec. */
  public AnswerCheck(Spec spec) {
    this.spec = spec;
    this.validator = new SpecValidator(spec);
  }

  /**
   * Compares an answer.
   *
   * @param operation the operation that was called
   * @param status the HTTP status
   * @param contentType the Content-Type header, empty if the answer has none
   * @param body the body, empty for none
   * @return the differences; empty if there are none
   */
  public List<Problem> differences(
      Operation operation, int status, String contentType, String body) {
    String type = contentType.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    if (status >= 400 && notFromTheApi(operation).has(type)) {
      return List.of();
    }
    Optional<String> declared = spec.responsePointer(operation, status);
    if (declared.isEmpty()) {
      return List.of(
          new Problem("", "status", operation.id() + " does not declare status " + status));
    }
    JsonNode response = spec.document().at(declared.get());
    if (body.isEmpty()) {
      return response.path("x-may-be-empty").asBoolean()
          ? List.of()
          : List.of(new Problem("", "body", "the body is empty"));
    }
    if (content(declared.get()).isEmpty()) {
      return List.of(new Problem("", "body", "the contract declares no body"));
    }
    List<Problem> differences = new ArrayList<>();
    mediaType(type, response).ifPresent(differences::add);
    differences.addAll(body(declared.get(), type, body));
    return differences;
  }

  /** The pages and texts that do not come from the API have any status (Q82, Q83). */
  private JsonNode notFromTheApi(Operation operation) {
    return content(spec.target(operation.pointer() + "/responses/default"));
  }

  private JsonNode content(String response) {
    return spec.document().at(response + "/content");
  }

  private static Optional<Problem> mediaType(String type, JsonNode response) {
    if (response.path("content").has(type)
        || type.isEmpty() && response.path("x-no-content-type").asBoolean()) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            "",
            "mediaType",
            "the contract declares %s, not %s"
                .formatted(
                    String.join(" or ", (Iterable<String>) response.path("content")::fieldNames),
                    type.isEmpty() ? "an answer without Content-Type" : type)));
  }

  private List<Problem> body(String response, String type, String body) {
    JsonNode content = content(response);
    String known = content.has(type) ? type : content.fieldNames().next();
    String schema = response + "/content/" + known.replace("/", "~1") + "/schema";
    if (known.startsWith("text/")) {
      return differences(schema, TextNode.valueOf(body), "");
    }
    try {
      return differences(schema, ContractFiles.JSON.readTree(body), "");
    } catch (JsonProcessingException e) {
      return List.of(new Problem("", "body", "the body is not JSON"));
    }
  }

  private List<Problem> differences(String pointer, JsonNode value, String at) {
    boolean valid = validator.problems(pointer, value).isEmpty();
    return differences(pointer, value, at, valid);
  }

  /** If the value is known to be valid, only what the schema does not know is left to find. */
  private List<Problem> differences(String pointer, JsonNode value, String at, boolean valid) {
    Shape shape = shapes.computeIfAbsent(pointer, this::shape);
    if (!shape.branches().isEmpty()) {
      return closestBranch(shape.branches(), value, at);
    }
    List<Problem> found = new ArrayList<>();
    if (!valid) {
      for (Problem problem : validator.problems(pointer, value)) {
        if (problem.pointer().isEmpty()) {
          found.add(new Problem(at, problem.keyword(), problem.message()));
        }
      }
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String place = at + "/" + escaped(member.getKey());
      String known = shape.members().getOrDefault(member.getKey(), shape.others());
      if (!known.isEmpty()) {
        found.addAll(differences(known, member.getValue(), place, valid));
      } else if (!shape.open()) {
        found.add(
            new Problem(
                place, "unknownMember", "the contract has no member " + member.getKey() + " here"));
      }
    }
    if (value.isArray() && !shape.items().isEmpty()) {
      for (int i = 0; i < value.size(); i++) {
        found.addAll(differences(shape.items(), value.get(i), at + "/" + i, valid));
      }
    }
    return found;
  }

  private List<Problem> closestBranch(List<String> branches, JsonNode value, String at) {
    for (String branch : branches) {
      if (validator.problems(branch, value).isEmpty()) {
        return differences(branch, value, at, true);
      }
    }
    return branches.stream()
        .map(branch -> differences(branch, value, at, false))
        .min(Comparator.comparingInt(problems -> distance(problems, at)))
        .orElse(List.of());
  }

  /** Another value or member is a smaller difference than another type. */
  private static int distance(List<Problem> problems, String root) {
    return problems.stream()
        .mapToInt(
            problem ->
                switch (problem.keyword()) {
                  case "enum", "unknownMember" -> 1;
                  case "type" -> problem.pointer().equals(root) ? 100 : 10;
                  default -> 10;
                })
        .sum();
  }

  /**
   * What a schema says about the parts of a value, as pointers to their schemas; an empty pointer
   * stands for none.
   *
   * @param branches of a union
   * @param members of an object, by name
   * @param open whether other members are allowed
   * @param others of the other members
   * @param items of an array
   */
  private record Shape(
      List<String> branches,
      Map<String, String> members,
      boolean open,
      String others,
      String items) {}

  private Shape shape(String pointer) {
    String schema = spec.target(pointer);
    List<String> branches = new ArrayList<>();
    for (int i = 0; i < spec.document().at(schema).path("oneOf").size(); i++) {
      branches.add(schema + "/oneOf/" + i);
    }
    Map<String, String> members = new HashMap<>();
    boolean open = false;
    String others = "";
    for (String part : parts(schema)) {
      JsonNode node = spec.document().at(part);
      for (Map.Entry<String, JsonNode> member : node.path("properties").properties()) {
        members.put(member.getKey(), part + "/properties/" + escaped(member.getKey()));
      }
      open |= node.has("additionalProperties");
      if (node.path("additionalProperties").isObject()) {
        others = part + "/additionalProperties";
      }
    }
    String items = spec.document().at(schema).has("items") ? schema + "/items" : "";
    // Where no member is listed, none is expected.
    return new Shape(branches, members, open || members.isEmpty(), others, items);
  }

  /** The schema and, if it combines others with allOf, those. */
  private List<String> parts(String schema) {
    List<String> parts = new ArrayList<>(List.of(schema));
    int combined = spec.document().at(schema).path("allOf").size();
    for (int i = 0; i < combined; i++) {
      parts.addAll(parts(spec.target(schema + "/allOf/" + i)));
    }
    return parts;
  }

  private static String escaped(String member) {
    return member.replace("~", "~0").replace("/", "~1");
  }
}
