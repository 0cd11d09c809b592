package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.AnsweredQuestion;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderFailure;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The replies and answers of one conversation. Immutable.
 *
 * @param orders the acknowledged orders, with the last row of each
 * @param failures the legs that failed
 * @param refusals why the submission was refused
 * @param unclear what was not understood; unless it is empty, no reply is trusted
 * @param openQuestions the questions that may still be open
 * @param prompt the prompt that was not answered
 * @param answers the questions that were answered, in order
 * @param decline the question that was declined, and why
 */
record Transcript(
    List<OrderAcknowledgement> orders,
    List<OrderFailure> failures,
    List<OrderRefusal> refusals,
    List<String> unclear,
    List<OrderQuestion> openQuestions,
    @Nullable OrderPrompt prompt,
    List<AnsweredQuestion> answers,
    @Nullable Decline decline) {

  /** For a conversation of a process that has ended. */
  static final Transcript LOST =
      new Transcript(
          List.of(),
          List.of(),
          List.of(),
          List.of("the journal holds no final outcome of the order"),
          List.of(),
          null,
          List.of(),
          null);

  /** The question that was declined, and why. */
  record Decline(OrderQuestion question, String why) {}

  Transcript {
    orders = List.copyOf(orders);
    failures = List.copyOf(failures);
    refusals = List.copyOf(refusals);
    unclear = List.copyOf(unclear);
    openQuestions = List.copyOf(openQuestions);
    answers = List.copyOf(answers);
  }
}
