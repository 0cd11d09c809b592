package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.ReauthenticationTriggered;
import java.io.IOException;

/** The answer of the gateway itself to a wish for a new login (Q91). */
@JsonDeserialize(using = ReauthenticateReply.Reader.class)
public sealed interface ReauthenticateReply {

  /**
   * A login was triggered; it is not done yet.
   *
   * @param answer what the gateway says about it
   */
  record Triggered(@JsonValue ReauthenticationTriggered answer) implements ReauthenticateReply {}

  /**
   * Nobody has logged in, so there is nothing to renew.
   *
   * @param error what the gateway says about it
   */
  record NotLoggedIn(@JsonValue ErrorBody error) implements ReauthenticateReply {}

  /** Tells the branches apart. */
  final class Reader extends JsonDeserializer<ReauthenticateReply> {
    /** Made by Jackson. */
    Reader() {}

    @Override
    public ReauthenticateReply deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode raw = context.readTree(parser);
      return Shape.REFUSAL.fits(raw)
          ? new NotLoggedIn(context.readTreeAsValue(raw, ErrorBody.class))
          : new Triggered(context.readTreeAsValue(raw, ReauthenticationTriggered.class));
    }
  }
}
