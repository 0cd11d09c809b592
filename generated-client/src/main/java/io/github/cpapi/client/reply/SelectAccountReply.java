package io.github.cpapi.client.reply;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.generated.model.AccountAlreadySelected;
import io.github.cpapi.generated.model.AccountSelected;
import java.io.IOException;

/** The answer to selecting an account, in one of two shapes (Q88). */
@JsonDeserialize(using = SelectAccountReply.Reader.class)
public sealed interface SelectAccountReply {

  /**
   * The account is selected now.
   *
   * @param account which one
   */
  record Selected(@JsonValue AccountSelected account) implements SelectAccountReply {}

  /**
   * The account was selected already.
   *
   * @param answer what the gateway says about it
   */
  record AlreadySelected(@JsonValue AccountAlreadySelected answer) implements SelectAccountReply {}

  /** Tells the branches apart. */
  final class Reader extends JsonDeserializer<SelectAccountReply> {
    /** Made by Jackson. */
    Reader() {}

    @Override
    public SelectAccountReply deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode raw = context.readTree(parser);
      return raw.has("success")
          ? new AlreadySelected(context.readTreeAsValue(raw, AccountAlreadySelected.class))
          : new Selected(context.readTreeAsValue(raw, AccountSelected.class));
    }
  }
}
