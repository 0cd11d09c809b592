package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * All members of a scenario, including inherited ones.
 *
 * @param source the content of its file
 * @param all the members
 * @param places the place in the file of each added row, by its place in {@code all}
 */
record ScenarioMembers(
    ScenarioSource source, ObjectNode all, Map<JsonPointer, JsonPointer> places) {

  /** The line of a place in {@code all}; for an inherited one, that of the nearest member. */
  int line(JsonPointer place) {
    return source.line(inFile(place));
  }

  /** The place in the file of a place in {@code all}. */
  JsonPointer inFile(JsonPointer place) {
    String text = place.toString();
    for (Map.Entry<JsonPointer, JsonPointer> moved : places.entrySet()) {
      String row = moved.getKey().toString();
      if (text.equals(row) || text.startsWith(row + "/")) {
        return JsonPointer.compile(moved.getValue() + text.substring(row.length()));
      }
    }
    return place;
  }
}
