package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.OrderGuides;
import java.util.ArrayList;
import java.util.List;

/** The members of each order type, from {@code openapi/spec/order-types.yaml}. */
public final class OrderTypes {

  private final JsonNode types;

  OrderTypes() {
    types = OrderGuides.load().types();
  }

  public static String of(JsonNode ticket) {
    return ticket.path("orderType").asText();
  }

  /** Returns the members of a type with one use: needed, optional, refused or unknown. */
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
