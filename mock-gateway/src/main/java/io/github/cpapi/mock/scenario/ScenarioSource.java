package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a scenario file.
 *
 * @param own its members
 * @param lines the line of each place
 */
record ScenarioSource(String id, ObjectNode own, Map<JsonPointer, Integer> lines) {

  static final String EXTENDS = "extends";

  static ScenarioSource of(String id, String text, ObjectMapper yaml) throws IOException {
    JsonNode own;
    try {
      own = yaml.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new ScenarioException(
          "scenario %s, line %d: %s".formatted(id, line, e.getOriginalMessage()), e);
    }
    if (!(own instanceof ObjectNode members)) {
      throw new ScenarioException(
          "scenario " + id + ", line 1: a scenario is an object with members");
    }
    return new ScenarioSource(id, members, lines(text, yaml));
  }

  /** The content of a shipped scenario in a jar. It has no lines, because the build checks it. */
  static ScenarioSource packed(String id, JsonNode own) {
    return new ScenarioSource(id, (ObjectNode) own, Map.of());
  }

  private static Map<JsonPointer, Integer> lines(String text, ObjectMapper yaml)
      throws IOException {
    Map<JsonPointer, Integer> lines = new HashMap<>();
    try (JsonParser parser = yaml.createParser(text)) {
      while (parser.nextToken() != null) {
        lines.putIfAbsent(
            parser.getParsingContext().pathAsPointer(), parser.currentTokenLocation().getLineNr());
      }
    }
    return lines;
  }

  Optional<String> base() {
    return Optional.ofNullable(own.get(EXTENDS)).map(JsonNode::asText);
  }

  /** The names of its own members. */
  List<String> changes() {
    List<String> names = new ArrayList<>();
    own.fieldNames().forEachRemaining(names::add);
    names.removeAll(List.of(EXTENDS, "description"));
    return names;
  }

  /**
   * Overrides inherited members: a whole member, or rows of a list.
   *
   * @param inherited the members of the extended scenario; empty if there is none
   * @throws ScenarioException if a change of rows is illegal
   */
  ScenarioMembers over(ObjectNode inherited) {
    ObjectNode members = inherited.deepCopy();
    Map<JsonPointer, JsonPointer> places = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : own.properties()) {
      String name = member.getKey();
      boolean changes = RowChanges.LISTS.contains(name) && member.getValue().isObject();
      try {
        members.set(
            name,
            changes
                ? RowChanges.apply(name, members.path(name), (ObjectNode) member.getValue(), places)
                : member.getValue());
      } catch (RowChanges.Wrong e) {
        throw new ScenarioException(
            "scenario %s, line %d: %s".formatted(id, line(e.place()), e.getMessage()), e);
      }
    }
    members.remove(EXTENDS);
    return new ScenarioMembers(this, members, places);
  }

  int baseLine() {
    return line(JsonPointer.compile("/" + EXTENDS));
  }

  /** The line of a place; for a place that the file lacks, that of its parent. */
  int line(JsonPointer place) {
    JsonPointer nearest = place;
    while (!lines.containsKey(nearest) && nearest.head() != null) {
      nearest = nearest.head();
    }
    return lines.getOrDefault(nearest, 1);
  }

  static JsonPointer pointer(JsonMappingException failure) {
    JsonPointer place = JsonPointer.empty();
    for (JsonMappingException.Reference step : failure.getPath()) {
      place =
          step.getFieldName() == null
              ? place.appendIndex(step.getIndex())
              : place.appendProperty(step.getFieldName());
    }
    return place;
  }
}
