package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.contract.Provenance;
import io.github.cpapi.contract.Recordings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;

/** A question that the broker asks in a scenario. Immutable. */
@JsonDeserialize(using = QuestionReader.class)
public sealed interface Question {

  /**
   * Returns the message ids, by which the question is suppressed.
   *
   * @return for example {@code o163}; exactly one for a recorded question, any number for a written
   *     one
   */
  List<String> messageIds();

  /** Returns the condition of the question. */
  Condition when();

  /**
   * Checks the question against its recordings.
   *
   * @throws ScenarioException if one of them does not fit; the message names the question and the
   *     recording
   */
  default void check(Recordings all) {}

  /** Returns a name for messages to the developer: the message ids. */
  default String label() {
    return messageIds().isEmpty()
        ? "a question without messageIds"
        : String.join(" and ", messageIds());
  }

  /**
   * A recorded question, or a prompt, which asks for a choice (Q37). The recordings decide which: a
   * prompt binds {@code {requestId}}, a question {@code {replyId}}.
   *
   * @param messageId the message id, the same as in the recordings
   * @param recordings the recordings of the question: as the answer to an order, to another
   *     question, or one of each. A single one is used in both cases
   * @param provenance how it is known that the question is asked in this case
   * @param source the source of this
   */
  @JsonDeserialize
  record Recorded(
      String messageId,
      Condition when,
      List<String> recordings,
      Provenance provenance,
      String source)
      implements Question {

    private static final JsonNode REPLY_ID = TextNode.valueOf("{replyId}");

    /** The id that a prompt issues instead. */
    private static final JsonNode REQUEST_ID = TextNode.valueOf("{requestId}");

    /** Copies the names of the recordings. */
    public Recorded {
      recordings = List.copyOf(recordings);
    }

    @Override
    public List<String> messageIds() {
      return List.of(messageId);
    }

    /** Returns whether it is a prompt, which is answered as a notification (Q37). */
    public boolean isPrompt(Recordings all) {
      return all.get(recordings.get(0)).bindings().containsValue(REQUEST_ID);
    }

    /** Checks that the recordings exist, are questions or prompts, and have the same message id. */
    @Override
    public void check(Recordings all) {
      String label = "question " + messageId;
      if (recordings.isEmpty()) {
        throw new ScenarioException(label + " names no recording");
      }
      for (String name : recordings) {
        try {
          Collection<JsonNode> bound = all.get(name).bindings().values();
          if (!bound.contains(REPLY_ID) && !bound.contains(REQUEST_ID)) {
            // Without a binding the mock would issue the recorded id, which cannot be answered.
            throw new ScenarioException(
                "%s: %s binds neither {replyId} nor {requestId}".formatted(label, name));
          }
          List<String> recorded = recordedIds(all, name);
          if (!recorded.equals(messageIds())) {
            throw new ScenarioException(
                "%s: messageId has to be that of the recordings: %s has %s, not %s"
                    .formatted(
                        label,
                        name,
                        recorded.isEmpty() ? "none" : String.join(", ", recorded),
                        messageId));
          }
        } catch (NoSuchElementException e) {
          throw new ScenarioException("%s: %s".formatted(label, e.getMessage()), e);
        }
      }
    }

    private static List<String> recordedIds(Recordings all, String name) {
      JsonNode body = all.get(name).responseBody().orElseThrow();
      List<String> ids = new ArrayList<>();
      if (body.path("messageId").isTextual()) {
        ids.add(body.path("messageId").textValue());
      }
      body.forEach(row -> row.path("messageIds").forEach(id -> ids.add(id.asText())));
      return ids;
    }
  }

  /**
   * A question with its own text, which need not be recorded.
   *
   * @param messageIds the message ids; empty was seen, too (orders/question-close-position). The
   *     question is suppressed once all of them are
   * @param message the texts, sent unchanged; usually one
   * @param options the member {@code messageOptions}; empty to leave it out, which was seen, too
   *     (orders/question-o163-without-options)
   */
  @JsonDeserialize
  record Written(
      List<String> messageIds,
      Condition when,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> message,
      List<String> options)
      implements Question {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no message
     */
    public Written {
      messageIds = List.copyOf(messageIds);
      message = List.copyOf(message);
      options = List.copyOf(options);
      if (message.isEmpty()) {
        throw new IllegalArgumentException("message: expected at least one text, but got []");
      }
    }
  }
}
