package io.github.cpapi.client.order;

import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.reply.OrderRow;
import io.github.cpapi.client.transport.Answer;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotLoggedInException;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.QuestionAnswer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import retrofit2.Call;

/**
 * One order, from its submission to its outcome. Every request is made once. Whatever is not
 * understood ends in {@link OrderOutcome.Unknown}, never in a second attempt; and from the moment
 * the order is sent nothing is thrown any more.
 */
final class Conversation {

  /**
   * Chains of five have been seen and no upper bound is known (Q30); a stop all the same, so that
   * nothing runs for ever.
   */
  private static final int MOST_ROUNDS = 20;

  private static final String ORDER_NOT_CONFIRMED = "Order not confirmed";

  private final Gateway gateway;
  private final AnswerPolicy policy;
  private final Clock clock;
  private final OrderTicket ticket;
  private final Ledger ledger;

  private final List<Exchange> transcript = new ArrayList<>();
  private final Set<String> answered = new HashSet<>();

  Conversation(Gateway gateway, AnswerPolicy policy, Clock clock, OrderTicket ticket) {
    this.gateway = gateway;
    this.policy = policy;
    this.clock = clock;
    this.ticket = ticket;
    this.ledger =
        new Ledger(Objects.requireNonNull(ticket.clientOrderId(), "the desk names every order"));
  }

  OrderOutcome hold(String account) {
    OrderSubmission submission = OrderSubmission.builder().orders(List.of(ticket)).build();
    Call<OrderReply> call = gateway.orders().placeOrders(account, submission);
    // Writes the ticket, without sending it: what cannot be written is thrown here and not after
    // the order was sent.
    call.request();
    try {
      Answer<OrderReply> answer = gateway.calls().answer(call);
      // Status 408 says that the server gave up waiting, not that it did nothing.
      if (answer.status() / 100 == 4 && answer.status() != 408) {
        return new OrderOutcome.Refused(reason(answer), answer.status(), transcript);
      }
      file(answer);
      return converse();
    } catch (NotLoggedInException | NotSentException e) {
      if (transcript.isEmpty()) {
        throw e;
      }
      return ledger.unknown(message(e), transcript);
    } catch (RuntimeException e) {
      return ledger.unknown(message(e), transcript);
    }
  }

  private OrderOutcome converse() {
    List<OrderQuestion> questions = ledger.openQuestions();
    for (int round = 0; !questions.isEmpty(); round++) {
      List<AnswerPolicy.Decision> decisions = decide(questions, round);
      for (int i = 0; i < questions.size(); i++) {
        if (!decisions.get(i).accept()) {
          return decline(questions, questions.get(i), decisions.get(i).why());
        }
      }
      for (int i = 0; i < questions.size(); i++) {
        String trouble = ledger.trouble();
        if (trouble != null) {
          return decline(
              questions.subList(i, questions.size()),
              questions.get(i),
              "the order is in trouble: " + trouble);
        }
        file(answer(questions.get(i), true, decisions.get(i).why()));
      }
      questions = ledger.openQuestions();
    }
    return ledger.settled(transcript);
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
    if (round == MOST_ROUNDS) {
      return questions.stream()
          .map(q -> AnswerPolicy.Decision.decline("the questions did not end"))
          .toList();
    }
    return questions.stream().map(question -> policy.decide(question, ticket)).toList();
  }

  /** Declines all of them, also where one cannot be declined: none is to be left open. */
  private OrderOutcome decline(List<OrderQuestion> questions, OrderQuestion reason, String why) {
    for (OrderQuestion question : questions) {
      Answer<OrderReply> answer =
          answer(
              question,
              false,
              question == reason ? why : "declined together with another question");
      if (!confirmsDecline(answer)) {
        file(answer);
        ledger.fileUnclear("the gateway did not confirm that the order is discarded");
      }
    }
    return ledger.declined(reason, why, transcript);
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

  private Answer<OrderReply> answer(OrderQuestion question, boolean confirmed, String why) {
    if (!answered.add(question.id())) {
      throw new IllegalStateException(
          "the question " + question.id() + " was asked again after it had been answered");
    }
    ledger.answering(question);
    transcript.add(new Exchange(clock.instant(), question, confirmed, why));
    QuestionAnswer body = QuestionAnswer.builder().confirmed(confirmed).build();
    return gateway.calls().answer(gateway.replies().answerQuestion(question.id(), body));
  }

  private void file(Answer<OrderReply> answer) {
    if (answer.value() == null) {
      ledger.fileUnclear("status " + answer.status() + ": " + reason(answer));
    } else {
      ledger.file(answer.value());
    }
  }

  private String reason(Answer<OrderReply> answer) {
    return gateway
        .calls()
        .error(answer)
        .map(ErrorBody::error)
        .orElse("status " + answer.status() + " without a reason");
  }

  private static String message(RuntimeException e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }
}
