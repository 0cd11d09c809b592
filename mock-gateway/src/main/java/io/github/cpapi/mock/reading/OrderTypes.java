package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.OrderGuides;
import java.util.ArrayList;
import java.util.List;

/** Which members each order type takes, as {@code openapi/spec/order-types.yaml} says. */
public final class OrderTypes {

  private final JsonNode types;

  OrderTypes() {
    types = OrderGuides.load().types();
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
