package io.github.cpapi.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Damages messages: each required member is removed, and replaced by one of another type. */
final class Mutants {

  /** A message with one required member removed or retyped. */
  record Mutant(String what, JsonNode body) {}

  private final Spec spec;
  private final SpecValidator validator;

  Mutants(Spec spec) {
    this.spec = spec;
    this.validator = new SpecValidator(spec);
  }

  List<Mutant> of(JsonNode schema, JsonNode message) {
    List<Mutant> mutants = new ArrayList<>();
    damage(schema, "", message, message, mutants);
    return mutants;
  }

  private void damage(
      JsonNode schema, String pointer, JsonNode value, JsonNode whole, List<Mutant> mutants) {
    JsonNode resolved = branchFor(spec.resolve(schema), value);
    for (JsonNode part : resolved.path("allOf")) {
      if (part.has("$ref") && value.isContainerNode()) {
        damage(part, pointer, value, whole, mutants);
      }
    }
    for (JsonNode required : resolved.path("required")) {
      String name = required.asText();
      JsonNode removed = whole.deepCopy();
      ((ObjectNode) target(removed, pointer)).remove(name);
      mutants.add(new Mutant(pointer + "/" + name + " removed", removed));

      boolean takesAnyScalar = takesAnyScalar(resolved.at("/properties/" + name));
      for (JsonNode other : ofOtherTypes(value.get(name), takesAnyScalar)) {
        JsonNode retyped = whole.deepCopy();
        ((ObjectNode) target(retyped, pointer)).set(name, other);
        mutants.add(new Mutant(pointer + "/" + name + " retyped", retyped));
      }
    }
    for (Map.Entry<String, JsonNode> member : resolved.path("properties").properties()) {
      if (value.has(member.getKey())) {
        damage(
            member.getValue(),
            pointer + "/" + member.getKey(),
            value.get(member.getKey()),
            whole,
            mutants);
      }
    }
    JsonNode items = resolved.path("items");
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      damage(items, pointer + "/" + i, value.get(i), whole, mutants);
    }
    JsonNode additional = resolved.path("additionalProperties");
    if (additional.isObject()) {
      value
          .properties()
          .forEach(
              e -> damage(additional, pointer + "/" + e.getKey(), e.getValue(), whole, mutants));
    }
  }

  private static JsonNode target(JsonNode whole, String pointer) {
    return pointer.isEmpty() ? whole : whole.at(pointer);
  }

  private JsonNode branchFor(JsonNode schema, JsonNode value) {
    for (JsonNode branch : schema.path("oneOf")) {
      if (branch.has("$ref")) {
        String name = branch.get("$ref").asText().substring("#/components/schemas/".length());
        if (validator.schema(name, value).isEmpty()) {
          return branchFor(spec.resolve(branch), value);
        }
      } else if (branch.path("type").asText().equals("array") && value.isArray()) {
        return branch;
      }
    }
    return schema;
  }

  private static boolean takesAnyScalar(JsonNode schema) {
    return schema.toString().matches(".*/(Scalar|TextOrNumber)\".*");
  }

  /** A string instead of a number is included, because that mistake really happens (Q2). */
  private static List<JsonNode> ofOtherTypes(JsonNode value, boolean takesAnyScalar) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    JsonNode container = value.isObject() ? nodes.arrayNode() : nodes.objectNode();
    if (value.isContainerNode() || takesAnyScalar) {
      return List.of(container);
    }
    return List.of(
        container, value.isTextual() ? nodes.numberNode(7) : nodes.textNode(value.asText()));
  }
}
