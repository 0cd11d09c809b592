package io.github.cpapi.client.reply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderFailure;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderRefusal;
import java.io.IOException;

final class OrderRowReader extends JsonDeserializer<OrderRow> {

  @Override
  public OrderRow deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return read(context.readTree(parser), context);
  }

  static OrderRow read(JsonNode raw, DeserializationContext context) throws IOException {
    try {
      Shape shape = Shape.of(raw).orElse(null);
      if (shape == Shape.ACKNOWLEDGEMENT) {
        return new OrderRow.Acknowledged(context.readTreeAsValue(raw, OrderAcknowledgement.class));
      }
      if (shape == Shape.FAILURE) {
        return new OrderRow.Failed(context.readTreeAsValue(raw, OrderFailure.class));
      }
      if (shape == Shape.QUESTION) {
        return new OrderRow.Asked(context.readTreeAsValue(raw, OrderQuestion.class));
      }
      if (shape == Shape.REFUSAL) {
        return new OrderRow.Refused(context.readTreeAsValue(raw, OrderRefusal.class));
      }
    } catch (JsonProcessingException memberOfAnotherType) {
      return new OrderRow.Unrecognised(raw);
    }
    return new OrderRow.Unrecognised(raw);
  }
}
