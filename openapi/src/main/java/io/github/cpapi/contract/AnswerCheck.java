package io.github.cpapi.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.contract.SpecValidator.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares answers with the spec in both directions: what violates the schema, and what the schema
 * does not know. In a union it compares with the branch that fits best. Thread-safe.
 *
 * <p>Needs {@code com.networknt:json-schema-validator} on the class path.
 */
public final class AnswerCheck {

  private final Spec spec;
  private final SpecValidator validator;

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
    Optional<String> declared = spec.responsePointer(operation, status);
    String type = contentType.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    if (declared.isEmpty() || !operation.declares(status) && !content(declared.get()).has(type)) {
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
    String schema = spec.target(pointer);
    JsonNode node = spec.document().at(schema);
    if (node.has("oneOf")) {
      return closestBranch(schema, node.path("oneOf").size(), value, at);
    }
    List<Problem> found = new ArrayList<>();
    for (Problem problem : validator.problems(schema, value)) {
      if (problem.pointer().isEmpty()) {
        found.add(new Problem(at, problem.keyword(), problem.message()));
      }
    }
    if (value.isObject()) {
      members(schema, value, at, found);
    }
    if (value.isArray() && node.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        found.addAll(differences(schema + "/items", value.get(i), at + "/" + i));
      }
    }
    return found;
  }

  private List<Problem> closestBranch(String schema, int branches, JsonNode value, String at) {
    List<List<Problem>> candidates = new ArrayList<>();
    for (int i = 0; i < branches; i++) {
      String branch = schema + "/oneOf/" + i;
      List<Problem> differences = differences(branch, value, at);
      if (validator.problems(branch, value).isEmpty()) {
        return differences;
      }
      candidates.add(differences);
    }
    return candidates.stream()
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

  private void members(String schema, JsonNode value, String at, List<Problem> found) {
    List<String> parts = parts(schema);
    Set<String> known = new HashSet<>();
    boolean open = false;
    String others = "";
    for (String part : parts) {
      JsonNode node = spec.document().at(part);
      for (Map.Entry<String, JsonNode> member : node.path("properties").properties()) {
        known.add(member.getKey());
        if (value.has(member.getKey())) {
          found.addAll(
              differences(
                  part + "/properties/" + escaped(member.getKey()),
                  value.get(member.getKey()),
                  at + "/" + escaped(member.getKey())));
        }
      }
      // Where no member is listed, none is expected, and additionalProperties says the rest.
      open |= node.has("additionalProperties");
      if (node.path("additionalProperties").isObject()) {
        others = part + "/additionalProperties";
      }
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String place = at + "/" + escaped(member.getKey());
      if (known.contains(member.getKey())) {
        continue;
      }
      if (!others.isEmpty()) {
        found.addAll(differences(others, member.getValue(), place));
      } else if (!open && !known.isEmpty()) {
        found.add(
            new Problem(
                place, "unknownMember", "the contract has no member " + member.getKey() + " here"));
      }
    }
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
