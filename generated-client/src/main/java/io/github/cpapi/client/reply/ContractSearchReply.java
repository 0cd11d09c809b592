package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.ContractMatch;
import io.github.cpapi.generated.model.ErrorBody;
import java.io.IOException;
import java.util.List;

/** The answer to a search: matches, or an error object where nothing matches (Q71). */
@JsonDeserialize(using = ContractSearchReply.Reader.class)
public sealed interface ContractSearchReply {

  /** Something matches. */
  record Found(@JsonValue List<ContractMatch> matches) implements ContractSearchReply {
    /** Takes an unmodifiable copy. */
    public Found {
      matches = List.copyOf(matches);
    }
  }

  /**
   * Nothing matches.
   *
   * @param error what the gateway says about it
   */
  record NotFound(@JsonValue ErrorBody error) implements ContractSearchReply {}

  /** Tells the branches apart. */
  final class Reader extends JsonDeserializer<ContractSearchReply> {
    /** Made by Jackson. */
    Reader() {}

    @Override
    public ContractSearchReply deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode raw = context.readTree(parser);
      if (Shape.REFUSAL.fits(raw)) {
        return new NotFound(context.readTreeAsValue(raw, ErrorBody.class));
      }
      return new Found(Elements.of(raw, ContractMatch.class, context));
    }
  }
}
