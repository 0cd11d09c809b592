package io.github.cpapi.client.reply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.generated.model.CancelAcknowledgement;
import io.github.cpapi.generated.model.ErrorBody;
import java.io.IOException;

final class CancelReplyReader extends JsonDeserializer<CancelReply> {

  @Override
  public CancelReply deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode raw = context.readTree(parser);
    if (Shape.REFUSAL.fits(raw)) {
      return new CancelReply.Refused(context.readTreeAsValue(raw, ErrorBody.class));
    }
    if (raw.isArray() && raw.isEmpty()) {
      return context.reportInputMismatch(CancelReply.class, "an empty array acknowledges nothing");
    }
    return new CancelReply.Acknowledged(Elements.of(raw, CancelAcknowledgement.class, context));
  }
}
