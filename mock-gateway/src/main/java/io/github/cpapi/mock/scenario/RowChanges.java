package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a scenario removes from and adds to a list of the scenario that it extends: {@code
 * {remove: [id, …], add: [row, …]}}. An added row goes before the row in {@code before: id}.
 * Default: last.
 */
final class RowChanges {

  /** The lists that can be changed row by row. */
  static final List<String> LISTS = List.of("questions", "refusals");

  static final String ID = "id";

  private static final String ADD = "add";
  private static final String REMOVE = "remove";
  private static final String BEFORE = "before";

  private final List<Row> rows = new ArrayList<>();

  /**
   * A row of the list.
   *
   * @param place its place in the file; null for an inherited row
   */
  private record Row(JsonNode node, @Nullable JsonPointer place) {

    JsonPointer placeInFile() {
      return Objects.requireNonNull(place, "inherited");
    }

    /** The id. Default for a question: its only message id. */
    Optional<String> id() {
      JsonNode only = node.path("messageIds").size() == 1 ? node.path("messageIds").get(0) : null;
      return Optional.ofNullable(node.get(ID))
          .or(() -> Optional.ofNullable(node.get("messageId")))
          .or(() -> Optional.ofNullable(only))
          .map(JsonNode::asText);
    }
  }

  /** An illegal change of rows. */
  static final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient JsonPointer place;

    private Wrong(JsonPointer place, String message) {
      super(message);
      this.place = place;
    }

    JsonPointer place() {
      return place;
    }
  }

  private RowChanges(JsonNode inherited) {
    inherited.forEach(row -> rows.add(new Row(row, null)));
  }

  /**
   * Changes a list.
   *
   * @param list its name
   * @param inherited the rows of the extended scenario; a missing node if there is none
   * @param places receives the place in the file of each added row, by its place in the result
   * @throws Wrong if a change is illegal
   */
  static ArrayNode apply(
      String list, JsonNode inherited, ObjectNode changes, Map<JsonPointer, JsonPointer> places) {
    JsonPointer top = JsonPointer.empty().appendProperty(list);
    if (inherited instanceof MissingNode) {
      throw new Wrong(
          top,
          "%s: add and remove need a scenario to extend; without one it is a list".formatted(list));
    }
    changes
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals(ADD) && !name.equals(REMOVE)) {
                throw new Wrong(
                    top.appendProperty(name),
                    "unknown member \"%s\": expected one of %s, %s".formatted(name, ADD, REMOVE));
              }
            });
    RowChanges changed = new RowChanges(inherited);
    elements(top.appendProperty(REMOVE), changes).forEach(changed::remove);
    elements(top.appendProperty(ADD), changes).forEach(changed::add);
    return changed.rows(top, places);
  }

  private static List<Row> elements(JsonPointer place, ObjectNode changes) {
    JsonNode list = changes.path(place.last().getMatchingProperty());
    if (!list.isArray() && !list.isMissingNode()) {
      throw new Wrong(
          place, "%s: expected a list, but got %s".formatted(place.toString().substring(1), list));
    }
    List<Row> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      elements.add(new Row(list.get(i), place.appendIndex(i)));
    }
    return elements;
  }

  private void remove(Row id) {
    rows.remove(indexOf(id.node(), id.placeInFile()));
  }

  private void add(Row row) {
    if (!(row.node() instanceof ObjectNode members) || !members.has(BEFORE)) {
      rows.add(row);
      return;
    }
    int before = indexOf(members.get(BEFORE), row.placeInFile().appendProperty(BEFORE));
    rows.add(before, new Row(members.deepCopy().without(BEFORE), row.place()));
  }

  private int indexOf(JsonNode id, JsonPointer place) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).id().filter(id.asText()::equals).isPresent()) {
        found.add(i);
      }
    }
    if (found.size() != 1) {
      throw new Wrong(
          place,
          "%s: %s rows have the id %s; there are %s"
              .formatted(
                  place.toString().substring(1),
                  found.isEmpty() ? "no" : found.size(),
                  id,
                  rows.stream()
                      .flatMap(row -> row.id().stream())
                      .collect(Collectors.joining(", "))));
    }
    return found.get(0);
  }

  private ArrayNode rows(JsonPointer top, Map<JsonPointer, JsonPointer> places) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Row row : rows) {
      if (row.place() != null) {
        places.put(top.appendIndex(array.size()), row.place());
      }
      array.add(row.node());
    }
    return array;
  }
}
