package io.github.cpapi.client.reply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.generated.model.ContractMatch;
import io.github.cpapi.generated.model.ErrorBody;
import java.io.IOException;

final class ContractSearchReplyReader extends JsonDeserializer<ContractSearchReply> {

  @Override
  public ContractSearchReply deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (parser.isExpectedStartArrayToken()) {
      return new ContractSearchReply.Found(Elements.of(parser, ContractMatch.class, context));
    }
    JsonNode raw = context.readTree(parser);
    return Shape.REFUSAL.fits(raw)
        ? new ContractSearchReply.NotFound(context.readTreeAsValue(raw, ErrorBody.class))
        : new ContractSearchReply.Found(Elements.of(raw, ContractMatch.class, context));
  }
}
