package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.AnsweredQuestion;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.reply.OrderRow;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayResponse;
import io.github.cpapi.client.transport.NotPlayedException;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.client.wire.PlainText;
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
 * One submission and the questions about it, until nothing is asked any more. Each request is sent
 * once; only an answer that was provably not sent is tried again. What is not understood is noted
 * as unclear. Once the order is sent, nothing is thrown. Used once, in one thread.
 */
final class Conversation {

  /**
   * Chains of five have been seen and no upper bound is known (Q30); a stop all the same, so that
   * nothing runs for ever.
   */
  private static final int MAX_ROUNDS = 20;

  private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);

  private static final String ORDER_NOT_CONFIRMED = "Order not confirmed";

  private final Gateway gateway;
  private final AnswerPolicy policy;
  private final Clock clock;
  private final List<OrderTicket> tickets;
  private final Supplier<LookupDeadline> deadline;
  private final Interrupts interrupts;

  private final ReplyLog replies = new ReplyLog();
  private final List<AnsweredQuestion> answers = new ArrayList<>();
  private final Set<String> used = new HashSet<>();
  private Transcript.@Nullable Decline decline;

  Conversation(
      Gateway gateway,
      AnswerPolicy policy,
      Clock clock,
      List<OrderTicket> tickets,
      Supplier<LookupDeadline> deadline,
      Interrupts interrupts) {
    this.gateway = gateway;
    this.policy = policy;
    this.clock = clock;
    this.tickets = tickets;
    this.deadline = deadline;
    this.interrupts = interrupts;
  }

  /**
   * Sends the submission and answers what is asked. An interrupt before the submission keeps it
   * from being sent; a later one ends the wait for its answer.
   *
   * @throws NotSentException if the submission was not sent
   * @throws NotPlayedException if a mock does not play the submission
   */
  Transcript submit(Call<OrderReply> submission) {
    try {
      fileSubmission(gateway.calls().answer(submission));
    } catch (NotSentException | NotPlayedException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      replies.addUnclear(message(e));
    }
    goOn(this::answerAll);
    return transcript();
  }

  /** Answers a prompt that an earlier conversation left open, and what is asked then. */
  Transcript answer(OrderPrompt prompt, String option) {
    goOn(
        () -> {
          if (choose(prompt, option)) {
            answerAll();
          } else {
            replies.addPrompt(prompt);
          }
        });
    return transcript();
  }

  private void goOn(Runnable steps) {
    try {
      steps.run();
    } catch (RuntimeException | Error e) {
      replies.addUnclear(message(e));
    }
  }

  private Transcript transcript() {
    return replies.transcript(answers, decline);
  }

  /**
   * A status of 4xx refuses the order if the gateway's error object says why. Without one it may
   * come from something in between, and status 408 says that a server gave up waiting, not that it
   * did nothing.
   */
  private void fileSubmission(GatewayResponse<OrderReply> response) {
    Optional<ErrorBody> error = gateway.calls().error(response);
    if (response.status() / 100 == 4 && response.status() != 408 && error.isPresent()) {
      replies.addRefusal(
          OrderRefusal.builder()
              .error(error.get().error())
              .statusCode(error.get().statusCode())
              .build());
    } else if (response.value() == null) {
      replies.addUnclear(reason(response));
    } else {
      replies.addSubmission(response.value());
    }
  }

  private void fileReply(GatewayResponse<OrderReply> response) {
    if (response.value() == null) {
      replies.addUnclear(reason(response));
    } else {
      replies.addReply(response.value());
    }
  }

  private void answerAll() {
    for (int round = 0; !replies.openQuestions().isEmpty() || replies.prompt() != null; round++) {
      List<OrderQuestion> questions = replies.openQuestions();
      if (questions.isEmpty()) {
        if (round >= MAX_ROUNDS || !choose(Objects.requireNonNull(replies.prompt()))) {
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
        String trouble = replies.trouble();
        if (trouble != null) {
          List<OrderQuestion> rest = questions.subList(i, questions.size());
          decline(rest, rest.get(0), "the order is in trouble: " + trouble);
          return;
        }
        GatewayResponse<OrderReply> response =
            answer(questions.get(i), true, decisions.get(i).why());
        if (response != null) {
          fileReply(response);
        }
      }
    }
  }

  /**
   * Decides about all open questions before the first is answered: one that is declined declines
   * them all.
   */
  private List<AnswerPolicy.Decision> decide(List<OrderQuestion> questions, int round) {
    String trouble = replies.trouble();
    if (trouble != null) {
      return questions.stream()
          .map(q -> AnswerPolicy.Decision.decline("the order is in trouble: " + trouble))
          .toList();
    }
    if (round >= MAX_ROUNDS) {
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
    decline = new Transcript.Decline(cause, why);
    for (OrderQuestion question : questions) {
      GatewayResponse<OrderReply> response =
          answer(
              question, false, question == cause ? why : "declined together with another question");
      if (response != null && !confirmsDecline(response)) {
        fileReply(response);
        replies.addUnclear("the gateway did not confirm that the order is discarded");
      }
    }
  }

  /**
   * The documented sentence, or a row that calls the order cancelled. An error alone proves
   * nothing: a lost id is one too.
   */
  private static boolean confirmsDecline(GatewayResponse<OrderReply> response) {
    if (response.value() instanceof OrderReply.Refused refused) {
      return PlainText.of(refused.refusal().error()).equals(ORDER_NOT_CONFIRMED);
    }
    return response.value() instanceof OrderReply.Rows rows
        && !rows.rows().isEmpty()
        && rows.rows().stream()
            .allMatch(
                row ->
                    row instanceof OrderRow.Acknowledged cancelled
                        && cancelled.order().orderStatus().equals(OrderStatus.CANCELLED));
  }

  /** Sends an answer, once; null where nothing came back. An id that was used is not used again. */
  private @Nullable GatewayResponse<OrderReply> answer(
      OrderQuestion question, boolean confirmed, String why) {
    replies.answering(question);
    if (!used.add(question.id())) {
      replies.addUnclear(
          "the question " + question.id() + " was asked again after it had been answered");
      return null;
    }
    answers.add(new AnsweredQuestion.Confirmation(clock.instant(), question, confirmed, why));
    QuestionAnswer body = QuestionAnswer.builder().confirmed(confirmed).build();
    try {
      GatewayResponse<OrderReply> response =
          deliver(() -> gateway.replies().answerQuestion(question.id(), body));
      if (response.status() / 100 == 2) {
        replies.answered(question);
      }
      return response;
    } catch (CpapiException e) {
      replies.addUnclear(message(e));
      return null;
    }
  }

  /** Answers a prompt, provided that the policy chooses one of its options. */
  private boolean choose(OrderPrompt prompt) {
    Optional<String> option = policy.answerTo(prompt);
    return option.isPresent() && replies.hasOnlyPrompt() && choose(prompt, option.get());
  }

  /** Answers a prompt, once; false where provably nothing was sent and it is still open. */
  private boolean choose(OrderPrompt prompt, String option) {
    PromptAnswer body =
        PromptAnswer.builder()
            .orderId(prompt.orderId())
            .requestId(prompt.requestId())
            .text(option)
            .build();
    AnsweredQuestion chosen =
        new AnsweredQuestion.PromptChoice(
            clock.instant(), prompt, option, "the policy names " + prompt.messageId());
    try {
      GatewayResponse<String> response = deliver(() -> gateway.replies().answerPrompt(body));
      if (response.status() / 100 != 2) {
        replies.addUnclear(reason(response));
      }
    } catch (NotSentException e) {
      return false;
    } catch (CpapiException e) {
      replies.addUnclear(message(e));
    }
    answers.add(chosen);
    replies.promptAnswered(prompt);
    return true;
  }

  /**
   * Sends an answer and brings what comes back. Where provably nothing was sent, because there is
   * no connection or it would have had to wait for its turn, it is tried again until the patience
   * is at its end: an order hangs on it. After an interrupt it is tried once more, at once.
   */
  private <T> GatewayResponse<T> deliver(Supplier<Call<T>> call) {
    if (replies.isUnclear()) {
      gateway.dropConnections();
    }
    LookupDeadline forConnection = deadline.get();
    boolean interrupted = interrupts.pending();
    while (true) {
      try {
        return interrupts.without(
            () -> gateway.calls().answer(call.get(), gateway.calls().maxAnswerTime()));
      } catch (NotSentException e) {
        boolean interruptedNow = interrupts.pending() && !interrupted;
        if (!interruptedNow && !forConnection.pause(RECONNECT_PAUSE)) {
          throw e;
        }
        interrupted |= interruptedNow;
      }
    }
  }

  private String reason(GatewayResponse<?> response) {
    return gateway
        .calls()
        .error(response)
        .map(error -> "status " + response.status() + ": " + error.error())
        .orElse("status " + response.status() + " without a reason");
  }

  private static String message(Throwable e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }
}
