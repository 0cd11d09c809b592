package io.github.cpapi.client.reply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.ReauthenticationTriggered;
import java.io.IOException;

final class ReauthenticateReplyReader extends JsonDeserializer<ReauthenticateReply> {

  @Override
  public ReauthenticateReply deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode raw = context.readTree(parser);
    return Shape.REFUSAL.fits(raw)
        ? new ReauthenticateReply.NotLoggedIn(context.readTreeAsValue(raw, ErrorBody.class))
        : new ReauthenticateReply.Triggered(
            context.readTreeAsValue(raw, ReauthenticationTriggered.class));
  }
}
