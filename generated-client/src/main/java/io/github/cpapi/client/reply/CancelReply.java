package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.CancelAcknowledgement;
import io.github.cpapi.generated.model.ErrorBody;
import java.io.IOException;
import java.util.List;

/**
 * The answer to a cancel: an object on the wire, an array in IBKR's document, or an error (Q47,
 * Q48).
 */
@JsonDeserialize(using = CancelReply.Reader.class)
public sealed interface CancelReply {

  /**
   * The request was taken. The order is not cancelled yet and may still fill (Q49): watch it.
   *
   * @param acknowledgements one on the wire
   */
  record Acknowledged(@JsonValue List<CancelAcknowledgement> acknowledgements)
      implements CancelReply {
    /** Takes an unmodifiable copy. */
    public Acknowledged {
      acknowledgements = List.copyOf(acknowledgements);
    }
  }

  /**
   * The request was not taken.
   *
   * @param error the reason
   */
  record Refused(@JsonValue ErrorBody error) implements CancelReply {}

  /** Tells the branches apart. */
  final class Reader extends JsonDeserializer<CancelReply> {
    /** Made by Jackson. */
    Reader() {}

    @Override
    public CancelReply deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode raw = context.readTree(parser);
      if (Shape.REFUSAL.fits(raw)) {
        return new Refused(context.readTreeAsValue(raw, ErrorBody.class));
      }
      if (raw.isArray() && raw.isEmpty()) {
        return context.reportInputMismatch(
            CancelReply.class, "an empty array acknowledges nothing");
      }
      return new Acknowledged(Elements.of(raw, CancelAcknowledgement.class, context));
    }
  }
}
