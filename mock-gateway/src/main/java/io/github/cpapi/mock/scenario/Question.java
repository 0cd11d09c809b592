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
   * Returns its categories, by which it is suppressed.
   *
   * @return for example {@code o163}; one where it is recorded, any number where it is written
   */
  List<String> messageIds();

  /** Returns what makes the broker ask it. */
  Condition when();

  /**
   * Holds it against the recordings that it names.
   *
   * @param all where the recordings are
   * @throws ScenarioException if one of them does not fit; it names the question and the recording
   */
  default void check(Recordings all) {}

  /**
   * Returns what to call it in a message to the developer.
   *
   * @return its categories
   */
  default String label() {
    return messageIds().isEmpty()
        ? "a question without messageIds"
        : String.join(" and ", messageIds());
  }

  /**
   * A question that was recorded, or a choice that the broker wants made: a prompt (Q37). The
   * recordings decide which: a prompt binds {@code {requestId}} and a question {@code {replyId}}.
   *
   * @param messageId its category, that of its recordings
   * @param when what makes the broker ask it
   * @param recordings the recordings that show it: as the answer to an order, to another question,
   *     or one of each. Where only one is given it is played in both places
   * @param provenance how it came to be known that the question is asked here
   * @param source where from
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

    /** What a prompt gives out in place of it. */
    private static final JsonNode REQUEST_ID = TextNode.valueOf("{requestId}");

    /** Copies the names of the recordings. */
    public Recorded {
      recordings = List.copyOf(recordings);
    }

    @Override
    public List<String> messageIds() {
      return List.of(messageId);
    }

    /**
     * Tells whether it wants a choice made, which is answered as a notification (Q37).
     *
     * @param all where its recordings are
     * @return whether it is a prompt
     */
    public boolean isPrompt(Recordings all) {
      return all.get(recordings.get(0)).bindings().containsValue(REQUEST_ID);
    }

    /**
     * The recordings exist, they are questions or prompts, and their category is its own.
     * Suppressed and answered is what the recordings say.
     */
    @Override
    public void check(Recordings all) {
      String where = "question " + messageId;
      if (recordings.isEmpty()) {
        throw new ScenarioException(where + " names no recording");
      }
      for (String name : recordings) {
        try {
          Collection<JsonNode> bound = all.get(name).bindings().values();
          if (!bound.contains(REPLY_ID) && !bound.contains(REQUEST_ID)) {
            // Played as it is, the recorded id would be given out, and nobody could answer to it.
            throw new ScenarioException(
                "%s: %s binds neither {replyId} nor {requestId}".formatted(where, name));
          }
          List<String> recorded = recordedIds(all, name);
          if (!recorded.equals(messageIds())) {
            throw new ScenarioException(
                "%s: messageId is that of its recordings: %s has %s, not %s"
                    .formatted(
                        where,
                        name,
                        recorded.isEmpty() ? "none" : String.join(", ", recorded),
                        messageId));
          }
        } catch (NoSuchElementException e) {
          throw new ScenarioException("%s: %s".formatted(where, e.getMessage()), e);
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
   * A question in words of its own, which need not have been recorded.
   *
   * @param messageIds its categories; may be empty, which was seen
   *     (orders/question-close-position). It counts as suppressed once all of them are
   * @param when what makes the broker ask it
   * @param message what it says, sent as it is written; usually one text
   * @param options the member {@code messageOptions}; empty where the question has none, which was
   *     seen as well (orders/question-o163-without-options)
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
        throw new IllegalArgumentException("message is one text or more, not []");
      }
    }
  }
}
