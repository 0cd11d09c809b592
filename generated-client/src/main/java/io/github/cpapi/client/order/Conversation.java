package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.outcome.AnsweredQuestion;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.reply.OrderRow;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayResponse;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.client.transport.UnsupportedByMockException;
import io.github.cpapi.client.wire.PlainText;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderRefusal;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.PromptAnswer;
import io.github.cpapi.generated.model.QuestionAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;

/**
 * One submission and all questions about it. Each request is sent once; only an answer that was
 * certainly not sent is tried again. Replies that are not understood are recorded as unclear. Once
 * the order is sent, nothing is thrown. Used once, in one thread.
 */
final class Conversation {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  /**
   * Five questions in a row have been seen and no maximum is known (Q30). The limit prevents an
   * endless loop.
   */
  private static final int MAX_ROUNDS = 20;

  private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);

  private static final String ORDER_NOT_CONFIRMED = "Order not confirmed";

  private final Gateway gateway;
  private final AnswerPolicy policy;
  private final OrderSettings settings;
  private final JournalEntry entry;
  private final Interrupts interrupts;

  private final ReplyLog replies = new ReplyLog();
  private final List<AnsweredQuestion> answers = new ArrayList<>();
  private final Set<String> used = new HashSet<>();
  private Transcript.@Nullable Decline declined;

  Conversation(
      Gateway gateway,
      AnswerPolicy policy,
      OrderSettings settings,
      JournalEntry entry,
      Interrupts interrupts) {
    this.gateway = gateway;
    this.policy = policy;
    this.settings = settings;
    this.entry = entry;
    this.interrupts = interrupts;
  }

  /**
   * Sends the submission and answers the questions. An interrupt before the submission prevents it
   * from being sent; a later one ends the wait for the reply.
   *
   * @throws NotSentException if the submission was not sent
   * @throws UnsupportedByMockException if a mock does not support the submission
   */
  Transcript submit(Call<OrderReply> submission) {
    try {
      fileSubmission(gateway.calls().answer(submission));
    } catch (NotSentException | UnsupportedByMockException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      replies.addUnclear(message(e));
    }
    recordingFailures(this::answerAll);
    return transcript();
  }

  /** Answers a prompt that an earlier conversation left open. */
  Transcript answerPrompt(OrderPrompt prompt, String option) {
    recordingFailures(
        () -> {
          if (!sendChoice(prompt, option)) {
            replies.addPrompt(prompt);
          }
        });
    return transcript();
  }

  private void recordingFailures(Runnable steps) {
    try {
      steps.run();
    } catch (RuntimeException | Error e) {
      replies.addUnclear(message(e));
    }
  }

  private Transcript transcript() {
    return replies.transcript(answers, declined);
  }

  /**
   * A status 4xx with the gateway's error object refuses the order. Without the object it may come
   * from a proxy. A 408 is unclear: the server stopped waiting, but the order may exist.
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

  /** Answers the questions, round by round, and then a prompt. One decline ends it. */
  private void answerAll() {
    for (int round = 0; !replies.openQuestions().isEmpty(); round++) {
      List<OrderQuestion> questions = replies.openQuestions();
      List<AnswerPolicy.Decision> decisions = decideAll(questions, round);
      for (int i = 0; i < questions.size(); i++) {
        if (!decisions.get(i).accept()) {
          declineAll(questions, questions.get(i), decisions.get(i).why());
          return;
        }
      }
      for (int i = 0; i < questions.size(); i++) {
        String problem = replies.problem();
        if (problem != null) {
          List<OrderQuestion> rest = questions.subList(i, questions.size());
          declineAll(rest, rest.get(0), "the order has a problem: " + problem);
          return;
        }
        GatewayResponse<OrderReply> response =
            sendAnswer(questions.get(i), true, decisions.get(i).why());
        if (response != null) {
          fileReply(response);
        }
      }
    }
    if (replies.prompt() != null) {
      choosePerPolicy(replies.prompt());
    }
  }

  /**
   * Decides about all open questions before the first is answered, because declining one declines
   * them all.
   */
  private List<AnswerPolicy.Decision> decideAll(List<OrderQuestion> questions, int round) {
    String problem = replies.problem();
    if (problem != null) {
      return questions.stream()
          .map(q -> AnswerPolicy.Decision.decline("the order has a problem: " + problem))
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
    try {
      return policy.decide(question, entry.tickets());
    } catch (RuntimeException e) {
      return AnswerPolicy.Decision.decline("the policy failed: " + message(e));
    }
  }

  /** Declines all of them, even if one fails, so that none stays open. */
  private void declineAll(List<OrderQuestion> questions, OrderQuestion cause, String why) {
    declined = new Transcript.Decline(cause, why);
    for (OrderQuestion question : questions) {
      GatewayResponse<OrderReply> response =
          sendAnswer(
              question, false, question == cause ? why : "declined together with another question");
      if (response != null && !confirmsDecline(response)) {
        fileReply(response);
        replies.addUnclear("the gateway did not confirm that the order is discarded");
      }
    }
  }

  /**
   * The documented sentence, or rows that all show the order cancelled. Any other error proves
   * nothing: the gateway may only have lost the question's id.
   */
  private boolean confirmsDecline(GatewayResponse<OrderReply> response) {
    if (response.value() instanceof OrderReply.Refused refused) {
      return PlainText.of(refused.refusal().error()).equals(ORDER_NOT_CONFIRMED);
    }
    return response.value() instanceof OrderReply.Rows rows
        && !rows.rows().isEmpty()
        && rows.rows().stream()
            .allMatch(
                row -> row instanceof OrderRow.Acknowledged shown && isDiscarded(shown.order()));
  }

  /** A modification is not discarded by the end of the order that it was to modify. */
  private boolean isDiscarded(OrderAcknowledgement order) {
    boolean modified =
        entry instanceof JournalEntry.Modify modify && modify.orderId().equals(order.orderId());
    return order.orderStatus().equals(OrderStatus.CANCELLED) && !modified;
  }

  /** Sends an answer once; null if no reply came. An id that was answered is not answered again. */
  private @Nullable GatewayResponse<OrderReply> sendAnswer(
      OrderQuestion question, boolean confirmed, String why) {
    replies.answering(question);
    if (!used.add(question.id())) {
      replies.addUnclear(
          "the question " + question.id() + " was asked again after it had been answered");
      return null;
    }
    note(new AnsweredQuestion.Confirmation(now(), question, confirmed, why));
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

  private Instant now() {
    return settings.clock().instant();
  }

  private void note(AnsweredQuestion answered) {
    answers.add(answered);
    LOG.info(
        "Question {} \"{}\": answering {}, because {}",
        answered.messageIds(),
        Redactor.redact(answered.text()),
        answered.answer(),
        Redactor.redact(answered.why()));
  }

  /** Answers a prompt if the policy chooses one of its options. */
  private void choosePerPolicy(OrderPrompt prompt) {
    if (replies.hasOnlyPrompt()) {
      optionOf(prompt).ifPresent(option -> sendChoice(prompt, option));
    }
  }

  private Optional<String> optionOf(OrderPrompt prompt) {
    try {
      return policy.answerTo(prompt);
    } catch (RuntimeException e) {
      LOG.warn("Prompt {}: the policy failed: {}", prompt.messageId(), Redactor.redact(message(e)));
      return Optional.empty();
    }
  }

  /** Answers a prompt once; false if nothing was sent and the prompt is still open. */
  private boolean sendChoice(OrderPrompt prompt, String option) {
    PromptAnswer body =
        PromptAnswer.builder()
            .orderId(prompt.orderId())
            .requestId(prompt.requestId())
            .text(option)
            .build();
    AnsweredQuestion chosen =
        new AnsweredQuestion.PromptChoice(
            now(), prompt, option, "the policy names " + prompt.messageId());
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
    note(chosen);
    replies.promptAnswered(prompt);
    return true;
  }

  /**
   * Sends an answer and returns the reply. If it was certainly not sent, because there is no
   * connection or the rate limit is reached, it is tried again until the lookup timeout ends,
   * because the order waits for it. After an interrupt it is tried once more, immediately.
   */
  private <T> GatewayResponse<T> deliver(Supplier<Call<T>> call) {
    if (replies.isUnclear()) {
      gateway.dropConnections();
    }
    LookupDeadline forConnection = LookupDeadline.of(settings, interrupts);
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
