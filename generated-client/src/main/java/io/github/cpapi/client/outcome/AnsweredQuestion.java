package io.github.cpapi.client.outcome;

import io.github.cpapi.client.wire.PlainText;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A question of the broker and the answer that was sent to it. */
public sealed interface AnsweredQuestion {

  /**
   * Returns when the answer was sent.
   *
   * @return the time
   */
  Instant at();

  /**
   * Returns the categories of the question.
   *
   * @return for example {@code [o354]}
   */
  List<String> messageIds();

  /**
   * Returns the question for people to read.
   *
   * @return its texts without HTML and without line breaks
   */
  String text();

  /**
   * Returns the answer.
   *
   * @return {@code yes}, {@code no}, or the option of a prompt
   */
  String answer();

  /**
   * Returns the reason for the answer.
   *
   * @return the reason, in words
   */
  String why();

  /**
   * A question that takes yes or no.
   *
   * @param at when the answer was sent
   * @param question the question as it came
   * @param confirmed the answer
   * @param why the reason for it
   */
  record Confirmation(Instant at, OrderQuestion question, boolean confirmed, String why)
      implements AnsweredQuestion {

    @Override
    public List<String> messageIds() {
      return Objects.requireNonNullElse(question.messageIds(), List.of());
    }

    @Override
    public String text() {
      return question.message().stream().map(PlainText::of).collect(Collectors.joining(" "));
    }

    @Override
    public String answer() {
      return confirmed ? "yes" : "no";
    }
  }

  /**
   * A prompt, which takes one of its options.
   *
   * @param at when the answer was sent
   * @param prompt the prompt as it came
   * @param option the option that was chosen
   * @param why the reason for it
   */
  record PromptChoice(Instant at, OrderPrompt prompt, String option, String why)
      implements AnsweredQuestion {

    @Override
    public List<String> messageIds() {
      return List.of(prompt.messageId());
    }

    @Override
    public String text() {
      return PlainText.of(prompt.text());
    }

    @Override
    public String answer() {
      return option;
    }
  }
}
