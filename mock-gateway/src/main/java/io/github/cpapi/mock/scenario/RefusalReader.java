package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Reads a recorded refusal or a written one. */
final class RefusalReader extends JsonDeserializer<Refusal> {

  @Override
  public Refusal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    JsonNode node = context.readTree(parser);
    boolean recorded = node.has("recording");
    boolean written = node.has("error");
    if (recorded == written) {
      return context.reportInputMismatch(
          Refusal.class,
          "a refusal has id, when, why, and a recording or an error; this one has %s: %s",
          recorded ? "both" : "neither",
          node);
    }
    return recorded
        ? context.readTreeAsValue(node, Refusal.Recorded.class)
        : context.readTreeAsValue(node, Refusal.Written.class);
  }
}
