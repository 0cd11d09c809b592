package io.github.cpapi.contract.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A place in the spec that has an extension.
 *
 * @param name the place in a reader's words, for example {@code OrderTicket.strategyParameters} or
 *     {@code placeOrders 400}
 * @param value the value of the extension
 */
record Place(String name, JsonNode value) {

  /** Finds an extension at schemas, members, operations, answers and parameters. */
  static List<Place> carrying(String extension, Spec spec) {
    List<Place> found = new ArrayList<>();
    collect(extension, spec, spec.document(), List.of(), found);
    return found;
  }

  private static void collect(
      String extension, Spec spec, JsonNode node, List<String> path, List<Place> found) {
    if (node.isObject() && node.has(extension)) {
      found.add(new Place(name(spec, path), node.get(extension)));
    }
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      if (!child.getKey().equals(extension)) {
        collect(extension, spec, child.getValue(), append(path, child.getKey()), found);
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(extension, spec, node.get(i), append(path, String.valueOf(i)), found);
    }
  }

  private static List<String> append(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return List.copyOf(longer);
  }

  private static String name(Spec spec, List<String> path) {
    boolean isComponent = path.get(0).equals("components");
    StringBuilder name = new StringBuilder(isComponent ? path.get(2) : operation(spec, path));
    Iterator<String> steps = path.listIterator(3);
    while (steps.hasNext()) {
      switch (steps.next()) {
        case "properties" -> name.append('.').append(steps.next());
        case "items" -> name.append("[]");
        case "additionalProperties" -> name.append(".*");
        case "requestBody" -> name.append(" body");
        case "responses" -> name.append(' ').append(steps.next());
        case "parameters" -> name.append(" parameter ").append(parameter(spec, path));
        default -> {
          // Media types, union branches and the like do not help a reader.
        }
      }
    }
    return name.toString();
  }

  private static String operation(Spec spec, List<String> path) {
    return spec.operations().stream()
        .filter(o -> o.path().equals(path.get(1)) && o.method().equalsIgnoreCase(path.get(2)))
        .map(Operation::id)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("an extension outside operations: " + path));
  }

  private static String parameter(Spec spec, List<String> path) {
    JsonNode operation = spec.document().path("paths").path(path.get(1)).path(path.get(2));
    return operation.path("parameters").path(Integer.parseInt(path.get(4))).path("name").asText();
  }
}
