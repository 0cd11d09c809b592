package io.github.cpapi.contract.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import java.util.List;
import java.util.stream.StreamSupport;

/** A question of the broker and the recordings that ask it. */
record QuestionSheet(KnownQuestion question, List<Recording> recordings) {

  static List<QuestionSheet> all(List<KnownQuestion> questions, Recordings recordings) {
    return questions.stream()
        .map(
            question ->
                new QuestionSheet(
                    question,
                    recordings.all().stream()
                        .filter(recording -> asks(recording, question.messageId()))
                        .toList()))
        .toList();
  }

  boolean anyRecording() {
    return !recordings.isEmpty();
  }

  /** Whether a row of the answer asks the question. */
  private static boolean asks(Recording recording, String messageId) {
    return recording.responseBody().stream()
        .flatMap(body -> StreamSupport.stream(body.spliterator(), false))
        .flatMap(row -> StreamSupport.stream(row.path("messageIds").spliterator(), false))
        .map(JsonNode::asText)
        .anyMatch(messageId::equals);
  }
}
