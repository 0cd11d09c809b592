package io.github.cpapi.client.order;

import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.reply.OrderRow;
import io.github.cpapi.client.transport.Answer;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NoAnswerException;
import io.github.cpapi.client.transport.NotPlayedException;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.client.transport.RetrySafety;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderRefusal;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.PromptAnswer;
import io.github.cpapi.generated.model.QuestionAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * One submission and the questions about it, until nothing is asked any more. Every request is made
 * once; only an answer of which provably not one byte was sent is tried again. Whatever is not
 * understood is filed as unclear, and from the moment the order is sent nothing is thrown any more.
 */
final class Conversation {

  /**
   * Chains of five have been seen and no upper bound is known (Q30); a stop all the same, so that
   * nothing runs for ever.
   */
  private static final int MOST_ROUNDS = 20;

  private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);

  private static final String ORDER_NOT_CONFIRMED = "Order not confirmed";

  private final Gateway gateway;
  private final AnswerPolicy policy;
  private final Clock clock;
  private final List<OrderTicket> tickets;
  private final Supplier<Patience> patience;
  private final Interrupts interrupts;

  private final Ledger ledger = new Ledger();
  private final List<Exchange> transcript = new ArrayList<>();
  private final Set<String> used = new HashSet<>();
  private @Nullable String neverSent;
  private @Nullable Decline decline;

  Conversation(
      Gateway gateway,
      AnswerPolicy policy,
      Clock clock,
      List<OrderTicket> tickets,
      Supplier<Patience> patience,
      Interrupts interrupts) {
    this.gateway = gateway;
    this.policy = policy;
    this.clock = clock;
    this.tickets = tickets;
    this.patience = patience;
    this.interrupts = interrupts;
  }

  /** The question that ended the order, and why. */
  record Decline(OrderQuestion question, String why) {}

  /**
   * Sends the submission and answers what is asked. An interrupt before the submission keeps it
   * from being sent; one that comes later ends the wait for its answer.
   *
   * @throws NotSentException if the submission itself was held back
   * @throws NotPlayedException if a mock does not play the submission
   */
  void hold(Call<OrderReply> submission) {
    try {
      fileSubmission(gateway.calls().answer(submission));
    } catch (NotSentException | NotPlayedException e) {
      throw e;
    } catch (NoAnswerException e) {
      if (e.retrySafety() == RetrySafety.SAFE) {
        neverSent = message(e);
        return;
      }
      ledger.fileUnclear(message(e));
    } catch (RuntimeException | Error e) {
      ledger.fileUnclear(message(e));
    }
    goOn(this::answerAll);
  }

  /** Answers a prompt that an earlier conversation left open, and what is asked then. */
  void answer(OrderPrompt prompt, String option) {
    goOn(
        () -> {
          if (choose(prompt, option)) {
            answerAll();
          } else {
            ledger.filePrompt(prompt);
          }
        });
  }

  private void goOn(Runnable steps) {
    try {
      steps.run();
    } catch (RuntimeException | Error e) {
      ledger.fileUnclear(message(e));
    }
  }

  Ledger ledger() {
    return ledger;
  }

  List<Exchange> transcript() {
    return transcript;
  }

  /** Why the submission never left; null where it did. */
  @Nullable String neverSent() {
    return neverSent;
  }

  @Nullable Decline decline() {
    return decline;
  }

  /**
   * A status of 4xx refuses the order if the gateway's error object says why. Without one it may
   * come from something in between, and status 408 says that a server gave up waiting, not that it
   * did nothing.
   */
  private void fileSubmission(Answer<OrderReply> answer) {
    Optional<ErrorBody> error = gateway.calls().error(answer);
    if (answer.status() / 100 == 4 && answer.status() != 408 && error.isPresent()) {
      ledger.fileRefusal(
          OrderRefusal.builder()
              .error(error.get().error())
              .statusCode(error.get().statusCode())
              .build());
    } else if (answer.value() == null) {
      ledger.fileUnclear(reason(answer));
    } else {
      ledger.fileSubmission(answer.value());
    }
  }

  private void fileReply(Answer<OrderReply> answer) {
    if (answer.value() == null) {
      ledger.fileUnclear(reason(answer));
    } else {
      ledger.fileReply(answer.value());
    }
  }

  private void answerAll() {
    for (int round = 0; !ledger.openQuestions().isEmpty() || ledger.prompt() != null; round++) {
      List<OrderQuestion> questions = ledger.openQuestions();
      if (questions.isEmpty()) {
        if (round >= MOST_ROUNDS || !choose(Objects.requireNonNull(ledger.prompt()))) {
          return;
        }
        continue;
      }
      List<AnswerPolicy.Decision> decisions = decide(questions, round);
      for (int i = 0; i < questions.size(); i++) {
        if (!decisions.get(i).accept()) {
          decline(questions, questions.get(i), decisions.get(i).why());
          return;
        }
      }
      for (int i = 0; i < questions.size(); i++) {
        String trouble = ledger.trouble();
        if (trouble != null) {
          List<OrderQuestion> rest = questions.subList(i, questions.size());
          decline(rest, rest.get(0), "the order is in trouble: " + trouble);
          return;
        }
        Answer<OrderReply> answer = answer(questions.get(i), true, decisions.get(i).why());
        if (answer != null) {
          fileReply(answer);
        }
      }
    }
  }

  /**
   * Decides about all open questions before the first is answered: one that is declined declines
   * them all.
   */
  private List<AnswerPolicy.Decision> decide(List<OrderQuestion> questions, int round) {
    String trouble = ledger.trouble();
    if (trouble != null) {
      return questions.stream()
          .map(q -> AnswerPolicy.Decision.decline("the order is in trouble: " + trouble))
          .toList();
    }
    if (round >= MOST_ROUNDS) {
      return questions.stream()
          .map(q -> AnswerPolicy.Decision.decline("the questions did not end"))
          .toList();
    }
    return questions.stream().map(this::decide).toList();
  }

  private AnswerPolicy.Decision decide(OrderQuestion question) {
    if (used.contains(question.id())) {
      return AnswerPolicy.Decision.decline("it was asked again after it had been answered");
    }
    return policy.decide(question, tickets);
  }

  /** Declines all of them, also where one cannot be declined: none is to be left open. */
  private void decline(List<OrderQuestion> questions, OrderQuestion cause, String why) {
    decline = new Decline(cause, why);
    for (OrderQuestion question : questions) {
      Answer<OrderReply> answer =
          answer(
              question, false, question == cause ? why : "declined together with another question");
      if (answer != null && !confirmsDecline(answer)) {
        fileReply(answer);
        ledger.fileUnclear("the gateway did not confirm that the order is discarded");
      }
    }
  }

  /**
   * The documented sentence, or a row that calls the order cancelled. An error alone proves
   * nothing: a lost id is one too.
   */
  private static boolean confirmsDecline(Answer<OrderReply> answer) {
    if (answer.value() instanceof OrderReply.Refused refused) {
      return QuestionText.normalise(refused.refusal().error()).equals(ORDER_NOT_CONFIRMED);
    }
    return answer.value() instanceof OrderReply.Rows rows
        && !rows.rows().isEmpty()
        && rows.rows().stream()
            .allMatch(
                row ->
                    row instanceof OrderRow.Acknowledged cancelled
                        && cancelled.order().orderStatus().equals(OrderStatus.CANCELLED));
  }

  /** Sends an answer, once; null where nothing came back. An id that was used is not used again. */
  private @Nullable Answer<OrderReply> answer(
      OrderQuestion question, boolean confirmed, String why) {
    ledger.answering(question);
    if (!used.add(question.id())) {
      ledger.fileUnclear(
          "the question " + question.id() + " was asked again after it had been answered");
      return null;
    }
    transcript.add(new Exchange.Answered(clock.instant(), question, confirmed, why));
    QuestionAnswer body = QuestionAnswer.builder().confirmed(confirmed).build();
    try {
      Answer<OrderReply> answer =
          deliver(() -> gateway.replies().answerQuestion(question.id(), body));
      if (answer.status() / 100 == 2) {
        ledger.answered(question);
      }
      return answer;
    } catch (CpapiException e) {
      ledger.fileUnclear(message(e));
      return null;
    }
  }

  /** Answers a prompt, provided that the policy chooses one of its options. */
  private boolean choose(OrderPrompt prompt) {
    Optional<String> option = policy.answerTo(prompt);
    return option.isPresent()
        && ledger.orders().isEmpty()
        && ledger.unclear().isEmpty()
        && choose(prompt, option.get());
  }

  /** Answers a prompt, once; false where provably nothing was sent and it is still open. */
  private boolean choose(OrderPrompt prompt, String option) {
    PromptAnswer body =
        PromptAnswer.builder()
            .orderId(prompt.orderId())
            .requestId(prompt.requestId())
            .text(option)
            .build();
    Exchange chosen =
        new Exchange.Chosen(
            clock.instant(), prompt, option, "the policy names " + prompt.messageId());
    try {
      Answer<String> answer = deliver(() -> gateway.replies().answerPrompt(body));
      if (answer.status() / 100 != 2) {
        ledger.fileUnclear(reason(answer));
      }
    } catch (CpapiException e) {
      if (provesNotSent(e)) {
        return false;
      }
      ledger.fileUnclear(message(e));
    }
    transcript.add(chosen);
    ledger.promptAnswered(prompt);
    return true;
  }

  /**
   * Sends an answer and brings what comes back. Where provably nothing was sent, because there is
   * no connection or it would have had to wait for its turn, it is tried again until the patience
   * is at its end: an order hangs on it. After an interrupt it is tried once more, at once.
   */
  private <T> Answer<T> deliver(Supplier<Call<T>> call) {
    if (!ledger.unclear().isEmpty()) {
      gateway.dropConnections();
    }
    Patience forConnection = patience.get();
    boolean interrupted = interrupts.pending();
    while (true) {
      try {
        return interrupts.without(
            () -> gateway.calls().answer(call.get(), gateway.calls().longestAnswer()));
      } catch (NoAnswerException | NotSentException e) {
        boolean interruptedNow = interrupts.pending() && !interrupted;
        if (!provesNotSent(e) || !interruptedNow && !forConnection.pause(RECONNECT_PAUSE)) {
          throw e;
        }
        interrupted |= interruptedNow;
      }
    }
  }

  /** An error status that allows another attempt is not enough: the request has arrived. */
  private static boolean provesNotSent(CpapiException e) {
    return e.retrySafety() == RetrySafety.SAFE && e.status().isEmpty();
  }

  private String reason(Answer<?> answer) {
    return gateway
        .calls()
        .error(answer)
        .map(error -> "status " + answer.status() + ": " + error.error())
        .orElse("status " + answer.status() + " without a reason");
  }

  private static String message(Throwable e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }
}
