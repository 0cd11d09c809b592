package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The type and the vocabulary of each member, from the spec's {@code OrderTicket}. */
final class TicketSchema {

  private static final String TICKET = "OrderTicket";

  private final Spec spec;
  private final JsonNode schema;

  TicketSchema(Spec spec) {
    this.spec = spec;
    this.schema = spec.schema(TICKET);
  }

  /** Returns all members, in the order of the schema. */
  List<String> members() {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }

  /** Returns the required members, in the order of the schema. */
  List<String> required() {
    return words(schema.path("required"));
  }

  /**
   * Returns the members of a type, in the order of the schema.
   *
   * @param type {@code number}, {@code integer} or {@code string}; members with a vocabulary have
   *     none of these types
   */
  List<String> ofType(String type) {
    return schema.path("properties").properties().stream()
        .filter(member -> member.getValue().path("type").asText().equals(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the legal words of a member; empty if it has no vocabulary. */
  List<String> vocabulary(String member) {
    return words(spec.member(TICKET, member).path("enum"));
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return List.copyOf(words);
  }
}
