package io.github.cpapi.client.reply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.generated.model.AccountAlreadySelected;
import io.github.cpapi.generated.model.AccountSelected;
import java.io.IOException;

final class SelectAccountReplyReader extends JsonDeserializer<SelectAccountReply> {

  @Override
  public SelectAccountReply deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode raw = context.readTree(parser);
    return raw.has("success")
        ? new SelectAccountReply.AlreadySelected(
            context.readTreeAsValue(raw, AccountAlreadySelected.class))
        : new SelectAccountReply.Selected(context.readTreeAsValue(raw, AccountSelected.class));
  }
}
