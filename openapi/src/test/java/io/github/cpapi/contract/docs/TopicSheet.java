package io.github.cpapi.contract.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.FrameRecording;
import io.github.cpapi.contract.FrameRecordings;
import io.github.cpapi.contract.FrameSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A channel of the websocket, its messages and their recordings.
 *
 * @param name the channel
 * @param topic the topic; empty for the session, which has several
 * @param about what it is for
 * @param messages its messages, in the order of the document
 */
record TopicSheet(String name, String topic, String about, List<Message> messages) {

  boolean hasTopic() {
    return !topic.isEmpty();
  }

  /**
   * One form of what is sent.
   *
   * @param name the message
   * @param direction who sends it
   * @param example what the client sends; empty for a frame
   * @param about what it means
   * @param provenance how it is known
   * @param recordings the frames that have this form
   */
  record Message(
      String name,
      String direction,
      String example,
      String about,
      String provenance,
      List<FrameRecording> recordings) {

    boolean isText() {
      return !example.isEmpty();
    }
  }

  static List<TopicSheet> all(FrameSpec spec, FrameRecordings recordings) {
    List<TopicSheet> sheets = new ArrayList<>();
    for (Map.Entry<String, JsonNode> channel : spec.document().path("channels").properties()) {
      List<Message> messages = new ArrayList<>();
      channel
          .getValue()
          .path("messages")
          .fieldNames()
          .forEachRemaining(name -> messages.add(message(name, spec, recordings)));
      sheets.add(
          new TopicSheet(
              channel.getKey(),
              channel.getValue().path("x-topic").asText(),
              channel.getValue().path("description").asText(),
              messages));
    }
    return sheets;
  }

  private static Message message(String name, FrameSpec spec, FrameRecordings recordings) {
    JsonNode message = spec.document().at("/components/messages/" + name);
    String schema = message.at("/payload/schema/$ref").asText().replaceFirst(".*/", "");
    boolean sent =
        spec.document().path("operations").findParents("action").stream()
            .filter(operation -> operation.path("action").asText().equals("send"))
            .flatMap(operation -> operation.path("messages").findValuesAsText("$ref").stream())
            .anyMatch(reference -> reference.endsWith("/messages/" + name));
    return new Message(
        name,
        sent ? "client" : "server",
        sent ? spec.openApi().schema(schema).path("example").asText() : "",
        message.path("summary").asText(),
        message.path("x-provenance").asText(),
        recordings.all().stream()
            .filter(frame -> frame.isFromGateway() != sent)
            .filter(
                frame ->
                    (sent ? spec.sentForms(frame.frame()) : spec.receivedForms(frame.frame()))
                        .contains(schema))
            .toList());
  }
}
