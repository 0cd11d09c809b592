package io.github.cpapi.client.order;

import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.reply.OrderRow;
import io.github.cpapi.client.transport.Answer;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotLoggedInException;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderFailure;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.QuestionAnswer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One order, from its submission to its outcome. Every request is made once. Whatever is not
 * understood ends in {@link OrderOutcome.Unknown}, never in a second attempt.
 */
final class Conversation {

  /** Chains of five questions have been seen (Q30); one that does not end by then never will. */
  private static final int MOST_ROUNDS = 20;

  private static final String ORDER_NOT_CONFIRMED = "Order not confirmed";

  private static final Set<OrderStatus> TAKEN =
      Set.of(
          OrderStatus.PENDING_SUBMIT,
          OrderStatus.PRE_SUBMITTED,
          OrderStatus.SUBMITTED,
          OrderStatus.FILLED);

  private final Gateway gateway;
  private final AnswerPolicy policy;
  private final Clock clock;
  private final String clientOrderId;

  private final List<Exchange> transcript = new ArrayList<>();
  private final Set<String> answered = new HashSet<>();
  private final List<OrderQuestion> open = new ArrayList<>();
  private final List<OrderAcknowledgement> orders = new ArrayList<>();
  private final List<OrderFailure> failures = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();

  Conversation(Gateway gateway, AnswerPolicy policy, Clock clock, String clientOrderId) {
    this.gateway = gateway;
    this.policy = policy;
    this.clock = clock;
    this.clientOrderId = clientOrderId;
  }

  OrderOutcome hold(String account, OrderTicket ticket) {
    OrderSubmission submission = OrderSubmission.builder().orders(List.of(ticket)).build();
    Answer<OrderReply> answer;
    try {
      answer = gateway.calls().answer(gateway.orders().placeOrders(account, submission));
    } catch (NotLoggedInException nothingWasPlaced) {
      throw nothingWasPlaced;
    } catch (CpapiException e) {
      return unknown(e.getMessage());
    }
    if (answer.status() / 100 == 4) {
      return new OrderOutcome.Refused(reason(answer), answer.status(), transcript);
    }
    Optional<OrderOutcome> ended = take(answer);
    for (int round = 0; ended.isEmpty() && !open.isEmpty(); round++) {
      ended =
          round == MOST_ROUNDS ? Optional.of(unknown("the questions did not end")) : nextRound();
    }
    return ended.orElseGet(this::settled);
  }

  /**
   * Decides about all open questions before the first is answered: one that is declined declines
   * them all.
   */
  private Optional<OrderOutcome> nextRound() {
    List<OrderQuestion> questions = List.copyOf(open);
    open.clear();
    List<AnswerPolicy.Decision> decisions = questions.stream().map(policy::decide).toList();
    for (int i = 0; i < questions.size(); i++) {
      if (!decisions.get(i).accept()) {
        return Optional.of(decline(questions, questions.get(i), decisions.get(i).why()));
      }
    }
    for (int i = 0; i < questions.size(); i++) {
      Optional<OrderOutcome> ended = accept(questions.get(i), decisions.get(i).why());
      if (ended.isPresent()) {
        return ended;
      }
    }
    return Optional.empty();
  }

  private Optional<OrderOutcome> accept(OrderQuestion question, String why) {
    try {
      return take(answer(question, true, why));
    } catch (CpapiException | AskedTwice e) {
      return Optional.of(unknown(e.getMessage()));
    }
  }

  private OrderOutcome decline(List<OrderQuestion> questions, OrderQuestion reason, String why) {
    try {
      for (OrderQuestion question : questions) {
        String because = question == reason ? why : "declined together with another question";
        Answer<OrderReply> answer = answer(question, false, because);
        if (!confirmsDecline(answer)) {
          return unknown(
              "the gateway did not confirm that the order is discarded: status " + answer.status());
        }
      }
      return new OrderOutcome.Declined(reason, why, transcript);
    } catch (CpapiException | AskedTwice e) {
      return unknown(e.getMessage());
    }
  }

  /**
   * An answer by shape alone would not do: an id that is not found is the same kind of object, and
   * proves nothing.
   */
  private static boolean confirmsDecline(Answer<OrderReply> answer) {
    return answer.value() instanceof OrderReply.Refused refused
        && QuestionText.normalise(refused.refusal().error()).equals(ORDER_NOT_CONFIRMED);
  }

  private Answer<OrderReply> answer(OrderQuestion question, boolean confirmed, String why) {
    if (!answered.add(question.id())) {
      throw new AskedTwice(question);
    }
    transcript.add(new Exchange(clock.instant(), question, confirmed, why));
    QuestionAnswer body = QuestionAnswer.builder().confirmed(confirmed).build();
    return gateway.calls().answer(gateway.replies().answerQuestion(question.id(), body));
  }

  /** Files what an answer says; an outcome where it ends the conversation. */
  private Optional<OrderOutcome> take(Answer<OrderReply> answer) {
    if (answer.value() == null) {
      return Optional.of(unknown("status " + answer.status() + ": " + reason(answer)));
    }
    return answer
        .value()
        .fold(
            rows -> rows.rows().stream().map(this::take).flatMap(Optional::stream).findFirst(),
            refused -> Optional.of(refused(refused.refusal().error(), answer.status())),
            prompted -> Optional.of(new OrderOutcome.Prompted(prompted.prompt(), transcript)),
            unrecognised ->
                Optional.of(unknown("an answer of no known shape: " + unrecognised.raw())));
  }

  private Optional<OrderOutcome> take(OrderRow row) {
    return row.fold(
        acknowledged -> file(acknowledged.order(), orders),
        failed -> file(failed.failure(), failures),
        asked -> file(asked.question(), open),
        refused -> file(refused.refusal().error(), refusals),
        unrecognised -> Optional.of(unknown("a row of no known shape: " + unrecognised.raw())));
  }

  private static <T> Optional<OrderOutcome> file(T item, List<T> among) {
    among.add(item);
    return Optional.empty();
  }

  private OrderOutcome settled() {
    List<String> reasons = new ArrayList<>(refusals);
    failures.forEach(
        failure ->
            reasons.add(failure.text() == null ? "failed without a reason" : failure.text()));
    if (orders.isEmpty()) {
      return reasons.isEmpty()
          ? unknown("an answer without a row")
          : new OrderOutcome.Refused(String.join("; ", reasons), 200, transcript);
    }
    List<OrderAcknowledgement> notTaken =
        orders.stream().filter(order -> !TAKEN.contains(order.orderStatus())).toList();
    if (!notTaken.isEmpty() || !refusals.isEmpty()) {
      String states =
          orders.stream()
              .map(order -> order.orderId() + " " + order.orderStatus())
              .collect(Collectors.joining(", "));
      return unknown(
          "acknowledged as "
              + states
              + (reasons.isEmpty() ? "" : "; " + String.join("; ", reasons)));
    }
    return new OrderOutcome.Accepted(orders, failures, transcript);
  }

  /** A refusal of everything, unless the broker has a leg already. */
  private OrderOutcome refused(String reason, int status) {
    return orders.isEmpty()
        ? new OrderOutcome.Refused(reason, status, transcript)
        : unknown(
            "refused after a leg was acknowledged as " + orders.get(0).orderId() + ": " + reason);
  }

  private OrderOutcome unknown(String why) {
    return new OrderOutcome.Unknown(why, clientOrderId, transcript);
  }

  private String reason(Answer<OrderReply> answer) {
    return gateway
        .calls()
        .error(answer)
        .map(ErrorBody::error)
        .orElse("status " + answer.status() + " without a reason");
  }

  /** The gateway asks under an id that was answered already. */
  private static final class AskedTwice extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AskedTwice(OrderQuestion question) {
      super("the question " + question.id() + " was asked again after it had been answered");
    }
  }
}
