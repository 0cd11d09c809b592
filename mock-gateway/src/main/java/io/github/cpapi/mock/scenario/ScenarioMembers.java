package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * All members of a scenario, with those that it takes over.
 *
 * @param source what its file says
 * @param all the members
 * @param places where the file says a row that it adds to a list, by where it stands in {@code all}
 */
record ScenarioMembers(
    ScenarioSource source, ObjectNode all, Map<JsonPointer, JsonPointer> places) {

  /** The line of a place in {@code all}; of what is taken over, that of the nearest member. */
  int line(JsonPointer place) {
    return source.line(inFile(place));
  }

  /** Where the file says what stands at a place in {@code all}. */
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
