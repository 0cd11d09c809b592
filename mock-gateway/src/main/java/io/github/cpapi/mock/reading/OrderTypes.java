package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.OrderGuides;
import io.github.cpapi.contract.Spec;
import java.util.ArrayList;
import java.util.List;

/** Which members each order type takes, as {@code openapi/spec/order-types.yaml} says. */
public final class OrderTypes {

  private final JsonNode types;
  private final List<String> names;

  OrderTypes(Spec spec) {
    types = OrderGuides.load().types();
    List<String> words = new ArrayList<>();
    spec.schema("OrderType").path("enum").forEach(word -> words.add(word.asText()));
    names = List.copyOf(words);
  }

  List<String> names() {
    return names;
  }

  public static String of(JsonNode ticket) {
    return ticket.path("orderType").asText();
  }

  /** The members of a type that are used in this way: needed, optional, refused or unknown. */
  List<String> members(String type, String use) {
    List<String> members = new ArrayList<>();
    for (var member : types.path(type).path("members").properties()) {
      if (member.getValue().path("use").asText().equals(use)) {
        members.add(member.getKey());
      }
    }
    return members;
  }
}
