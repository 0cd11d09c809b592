package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the spec's {@code OrderTicket} says about the type and the vocabulary of each member. */
final class TicketSchema {

  private static final String TICKET = "OrderTicket";

  private final Spec spec;
  private final JsonNode schema;

  TicketSchema(Spec spec) {
    this.spec = spec;
    this.schema = spec.schema(TICKET);
  }

  /** All members, in the order of the schema. */
  List<String> members() {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }

  /** The members that no ticket lacks, in the order of the schema. */
  List<String> required() {
    return words(schema.path("required"));
  }

  /**
   * The members of a type, in the order of the schema.
   *
   * @param type {@code number}, {@code integer} or {@code string}; a vocabulary is none of them
   */
  List<String> ofType(String type) {
    return schema.path("properties").properties().stream()
        .filter(member -> member.getValue().path("type").asText().equals(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The words that a member can have; empty if it has no vocabulary. */
  List<String> vocabulary(String member) {
    return words(spec.member(TICKET, member).path("enum"));
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return List.copyOf(words);
  }
}
