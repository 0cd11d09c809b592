package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads a recorded question or a written one. */
final class QuestionReader extends JsonDeserializer<Question> {

  @Override
  public Question deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode node = context.readTree(parser);
    boolean recorded = node.has("recordings");
    boolean written = node.has("message");
    if (recorded == written || !(node instanceof ObjectNode members)) {
      return context.reportInputMismatch(
          Question.class,
          "a question has recordings (with messageId, when, provenance, source), or a message (with"
              + " messageIds, when, options); this one has %s: %s",
          recorded ? "both" : "neither",
          node);
    }
    members.remove(RowChanges.ID);
    if (recorded) {
      return context.readTreeAsValue(members, Question.Recorded.class);
    }
    if (!members.has("options")) {
      members.putArray("options");
    }
    return context.readTreeAsValue(members, Question.Written.class);
  }
}
