package io.github.cpapi.client.order;

import io.github.cpapi.generated.model.OrderQuestion;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * A question and the answer that was sent to it.
 *
 * @param at when the answer was sent
 * @param question the question as it came
 * @param confirmed the answer
 * @param why the reason for it
 */
public record Exchange(Instant at, OrderQuestion question, boolean confirmed, String why) {

  /**
   * Returns the question for people to read.
   *
   * @return its texts without HTML and without line breaks
   */
  public String text() {
    return question.message().stream()
        .map(QuestionText::normalise)
        .collect(Collectors.joining(" "));
  }
}
