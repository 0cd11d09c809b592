package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.Tickle;
import java.io.IOException;

/** The answer to a tickle: the state of the session, or an error object under status 200 (Q84). */
@JsonDeserialize(using = TickleReply.Reader.class)
public sealed interface TickleReply {

  /**
   * The gateway answered for the session; whether it can trade is in the tickle.
   *
   * @param tickle the state of the session
   */
  record Answered(@JsonValue Tickle tickle) implements TickleReply {}

  /**
   * There is no session, or it could not be asked.
   *
   * @param error what the gateway says about it
   */
  record NoSession(@JsonValue ErrorBody error) implements TickleReply {}

  /** Tells the branches apart. */
  final class Reader extends JsonDeserializer<TickleReply> {
    /** Made by Jackson. */
    Reader() {}

    @Override
    public TickleReply deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode raw = context.readTree(parser);
      return Shape.REFUSAL.fits(raw)
          ? new NoSession(context.readTreeAsValue(raw, ErrorBody.class))
          : new Answered(context.readTreeAsValue(raw, Tickle.class));
    }
  }
}
