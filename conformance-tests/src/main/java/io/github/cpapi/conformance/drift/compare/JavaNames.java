package io.github.cpapi.conformance.drift.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.drift.Direction;
import io.github.cpapi.conformance.drift.Place;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the types, members and methods of the generated client that belong to a place. */
public final class JavaNames {

  private static final String MODEL = "io.github.cpapi.generated.model.";

  private final Spec spec;

  /** Uses a contract, which names the types. */
  public JavaNames(Spec spec) {
    this.spec = spec;
  }

  /**
   * Returns the method and the member of a place.
   *
   * @param status of the answer, or empty
   * @return for example {@code OrdersApi.placeOrders} and {@code OrderTicket.side}; empty if the
   *     contract lacks the operation
   */
  public List<String> of(Place place, String status) {
    return spec.operations().stream()
        .filter(operation -> operation.id().equals(place.operation()))
        .findFirst()
        .map(operation -> names(operation, place, status))
        .orElse(List.of());
  }

  private List<String> names(Operation operation, Place place, String status) {
    Set<String> names = new LinkedHashSet<>();
    names.add(api(operation.tag()) + "." + operation.id());
    if (place.direction() != Direction.NONE && !place.pointer().contains(":")) {
      JsonNode content =
          place.direction() == Direction.REQUEST
              ? resolved(operation.node().path("requestBody")).path("content")
              : resolved(operation.node().path("responses").path(status.isEmpty() ? "200" : status))
                  .path("content");
      if (!content.isEmpty()) {
        List<String> steps =
            place.pointer().isEmpty()
                ? List.of()
                : Arrays.asList(place.pointer().substring(1).split("/"));
        walk(content.elements().next().path("schema"), steps, "", "", names, 0);
      }
    }
    return List.copyOf(names);
  }

  static String api(String tag) {
    return Arrays.stream(tag.split("-"))
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining())
        + "Api";
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode current = node;
    while (current.has("$ref")) {
      current = spec.document().at(current.get("$ref").asText().substring(1));
    }
    return current;
  }

  /** Follows the steps through the schemas of the contract; unions are followed in all branches. */
  private void walk(
      JsonNode schema,
      List<String> steps,
      String type,
      String member,
      Set<String> names,
      int depth) {
    if (depth > 30 || schema.isMissingNode()) {
      return;
    }
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText().replaceAll(".*/", "");
      walk(
          resolved(schema),
          steps,
          generated(name) ? name : type,
          generated(name) ? "" : member,
          names,
          depth + 1);
      if (steps.isEmpty() && generated(name)) {
        names.add(name);
      }
      return;
    }
    if (steps.isEmpty()) {
      if (!type.isEmpty()) {
        names.add(member.isEmpty() ? type : type + "." + member);
      }
      return;
    }
    for (String kind : List.of("allOf", "oneOf", "anyOf")) {
      schema.path(kind).forEach(one -> walk(one, steps, type, member, names, depth + 1));
    }
    List<String> rest = new ArrayList<>(steps.subList(1, steps.size()));
    String step = steps.get(0);
    JsonNode property = schema.path("properties").path(step);
    if (!property.isMissingNode()) {
      String java = javaName(type, step);
      if (property.has("$ref") && rest.isEmpty()) {
        names.add(type + "." + java);
      }
      walk(property, rest, type, java, names, depth + 1);
    } else if (step.equals("*")) {
      walk(schema.path("items"), rest, type, member, names, depth + 1);
      walk(schema.path("additionalProperties"), rest, type, member, names, depth + 1);
    } else if (rest.isEmpty() && schema.has("properties") && !type.isEmpty()) {
      names.add(type);
    }
  }

  private static boolean generated(String schema) {
    return JavaNames.class
            .getClassLoader()
            .getResource((MODEL + schema).replace('.', '/') + ".class")
        != null;
  }

  /** The generated member of a wire name. */
  private static String javaName(String type, String wire) {
    for (String holder : List.of(MODEL + type + "$Members", MODEL + type)) {
      try {
        Class<?> members = Class.forName(holder, false, JavaNames.class.getClassLoader());
        for (Field field : members.getDeclaredFields()) {
          JsonProperty property = field.getAnnotation(JsonProperty.class);
          if (property != null && property.value().equals(wire)) {
            return field.getName();
          }
        }
      } catch (ClassNotFoundException | LinkageError notGenerated) {
        continue;
      }
    }
    return wire;
  }
}
