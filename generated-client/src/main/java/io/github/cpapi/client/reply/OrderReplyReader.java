package io.github.cpapi.client.reply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderRefusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

final class OrderReplyReader extends JsonDeserializer<OrderReply> {

  @Override
  public OrderReply deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode raw = context.readTree(parser);
    try {
      return read(raw, context);
    } catch (JsonProcessingException memberOfAnotherType) {
      return new OrderReply.Unrecognised(raw);
    }
  }

  private static OrderReply read(JsonNode raw, DeserializationContext context) throws IOException {
    if (raw.isArray()) {
      List<OrderRow> rows = new ArrayList<>();
      for (JsonNode row : raw) {
        rows.add(OrderRowReader.read(row, context));
      }
      return new OrderReply.Rows(rows, raw);
    }
    Shape shape = Shape.of(raw).orElse(null);
    if (shape == Shape.REFUSAL) {
      return new OrderReply.Refused(context.readTreeAsValue(raw, OrderRefusal.class), raw);
    }
    if (shape == Shape.PROMPT) {
      return new OrderReply.Prompted(context.readTreeAsValue(raw, OrderPrompt.class), raw);
    }
    if (shape == Shape.ACKNOWLEDGEMENT) {
      return new OrderReply.Rows(List.of(OrderRowReader.read(raw, context)), raw);
    }
    return new OrderReply.Unrecognised(raw);
  }
}
