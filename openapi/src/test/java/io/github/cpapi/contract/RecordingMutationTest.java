package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A recording with a mutated body")
class RecordingMutationTest {

  private static final Spec SPEC = Spec.load();
  private static final SpecValidator VALIDATOR = new SpecValidator(SPEC);

  /** A body with one required member removed or retyped. */
  record Mutant(String what, JsonNode body) {}

  static Stream<Named<Recording>> recordingsWithRequiredMembers() {
    return Recordings.load().all().stream()
        .filter(recording -> !mutants(recording).isEmpty())
        .map(recording -> Named.of(recording.name(), recording));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordingsWithRequiredMembers")
  @DisplayName("violates the spec")
  void isRefused(Recording recording) {
    Operation operation = SPEC.operation(recording.operation());

    for (Mutant mutant : mutants(recording)) {
      assertThat(VALIDATOR.response(operation, recording.status(), mutant.body()))
          .as("%s with %s: %s", recording.name(), mutant.what(), mutant.body())
          .isNotEmpty();
    }
  }

  @Test
  @DisplayName("is one of more than a thousand")
  void thereAreMany() {
    int mutants =
        Recordings.load().all().stream().mapToInt(recording -> mutants(recording).size()).sum();

    assertThat(mutants).isGreaterThan(1000);
  }

  private static List<Mutant> mutants(Recording recording) {
    if (recording.responseBody().isEmpty()) {
      return List.of();
    }
    JsonNode schema =
        SPEC.response(SPEC.operation(recording.operation()), recording.status())
            .at("/content/" + mediaType(recording).replace("/", "~1") + "/schema");
    List<Mutant> mutants = new ArrayList<>();
    damage(schema, "", recording.responseBody().get(), recording.responseBody().get(), mutants);
    return mutants;
  }

  private static String mediaType(Recording recording) {
    return recording
        .stub()
        .at("/response/headers/Content-Type")
        .asText("application/json")
        .replaceAll(";.*", "");
  }

  private static void damage(
      JsonNode schema, String pointer, JsonNode value, JsonNode whole, List<Mutant> mutants) {
    JsonNode resolved = branchFor(SPEC.resolve(schema), value);
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

  private static JsonNode branchFor(JsonNode schema, JsonNode value) {
    for (JsonNode branch : schema.path("oneOf")) {
      if (branch.has("$ref")) {
        String name = branch.get("$ref").asText().substring("#/components/schemas/".length());
        if (VALIDATOR.schema(name, value).isEmpty()) {
          return branchFor(SPEC.resolve(branch), value);
        }
      }
    }
    return schema;
  }

  private static boolean takesAnyScalar(JsonNode schema) {
    return schema.toString().contains("/Scalar");
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
