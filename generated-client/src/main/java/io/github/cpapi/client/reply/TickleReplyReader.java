package io.github.cpapi.client.reply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.Tickle;
import java.io.IOException;

final class TickleReplyReader extends JsonDeserializer<TickleReply> {

  @Override
  public TickleReply deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode raw = context.readTree(parser);
    return Shape.REFUSAL.fits(raw)
        ? new TickleReply.NoSession(context.readTreeAsValue(raw, ErrorBody.class))
        : new TickleReply.Answered(context.readTreeAsValue(raw, Tickle.class));
  }
}
