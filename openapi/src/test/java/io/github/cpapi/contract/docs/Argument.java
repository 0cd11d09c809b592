package io.github.cpapi.contract.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A member of a request.
 *
 * @param wire its name on the wire
 * @param java its name in the Java client
 * @param tws its equivalent in TWS, empty if it has none
 * @param type the JSON type
 * @param meaning what it means
 * @param needed when it must be sent
 * @param unit the unit of a number, empty if there is none
 * @param values the legal values, empty if they are not a closed list
 * @param example a value, as JSON
 */
record Argument(
    String wire,
    String java,
    String tws,
    String type,
    String meaning,
    String needed,
    String unit,
    List<Value> values,
    String example) {

  /**
   * A legal value.
   *
   * @param value as it is sent
   * @param meaning what it means
   */
  record Value(String value, String meaning) {}

  static List<Argument> of(String schema, Spec spec, Map<String, String> javaNames) {
    List<Argument> arguments = new ArrayList<>();
    spec.schema(schema)
        .path("properties")
        .fieldNames()
        .forEachRemaining(
            wire ->
                arguments.add(
                    of(wire, spec.member(schema, wire), javaNames.getOrDefault(wire, wire))));
    return List.copyOf(arguments);
  }

  private static Argument of(String wire, JsonNode member, String java) {
    String tws = member.path("x-tws").asText();
    return new Argument(
        wire,
        java,
        tws.startsWith("none") ? "" : tws,
        member.path("type").asText(),
        (member.path("description").asText().strip() + " " + member.path("x-wire").asText())
            .strip(),
        member.path("x-needed").asText(),
        member.path("x-unit").asText(),
        values(member),
        member.path("example").toString());
  }

  private static List<Value> values(JsonNode member) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < member.path("enum").size(); i++) {
      values.add(
          new Value(
              member.path("enum").path(i).asText(),
              member.path("x-enum-descriptions").path(i).asText()));
    }
    return List.copyOf(values);
  }
}
