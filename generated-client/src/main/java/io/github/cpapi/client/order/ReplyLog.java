package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.AnsweredQuestion;
import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.reply.OrderRow;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderFailure;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All replies to one submission. Every row is recorded before anything is concluded, so that no leg
 * is lost behind another.
 */
final class ReplyLog {

  private final Map<String, OrderAcknowledgement> orders = new LinkedHashMap<>();
  private final List<OrderFailure> failures = new ArrayList<>();
  private final List<OrderRefusal> refusals = new ArrayList<>();
  private final List<OrderQuestion> open = new ArrayList<>();
  private final Set<OrderQuestion> unanswered = new LinkedHashSet<>();
  private final List<String> unclear = new ArrayList<>();
  private @Nullable OrderPrompt prompt;

  /** Records the reply to the submission itself. */
  void addSubmission(OrderReply reply) {
    add(reply, this::addRefusal);
  }

  /**
   * Records the reply to an answer. An error is unclear whatever it says: the question's id may be
   * lost while the order still waits for it, and the order may go live later (Q33, Q34).
   */
  void addReply(OrderReply reply) {
    add(reply, refusal -> addUnclear("a reply was answered with an error: " + refusal.error()));
  }

  private void add(OrderReply reply, Function<OrderRefusal, Boolean> refusals) {
    reply.accept(
        new OrderReply.Visitor<Boolean>() {
          @Override
          public Boolean rows(OrderReply.Rows rows) {
            rows.rows().forEach(row -> add(row, refusals));
            return rows.rows().isEmpty() && addUnclear("an answer without a row");
          }

          @Override
          public Boolean refused(OrderReply.Refused refused) {
            return refusals.apply(refused.refusal());
          }

          @Override
          public Boolean prompted(OrderReply.Prompted prompted) {
            return addPrompt(prompted.prompt());
          }

          @Override
          public Boolean unrecognised(OrderReply.Unrecognised unrecognised) {
            return addUnclear("an answer of no known shape: " + unrecognised.raw());
          }
        });
  }

  private void add(OrderRow row, Function<OrderRefusal, Boolean> refusals) {
    row.accept(
        new OrderRow.Visitor<Boolean>() {
          @Override
          public Boolean acknowledged(OrderRow.Acknowledged acknowledged) {
            return add(acknowledged.order());
          }

          @Override
          public Boolean failed(OrderRow.Failed failed) {
            return failures.add(failed.failure());
          }

          @Override
          public Boolean asked(OrderRow.Asked asked) {
            return open.add(asked.question());
          }

          @Override
          public Boolean refused(OrderRow.Refused refused) {
            return refusals.apply(refused.refusal());
          }

          @Override
          public Boolean unrecognised(OrderRow.Unrecognised unrecognised) {
            return addUnclear("a row of no known shape: " + unrecognised.raw());
          }
        });
  }

  /** A later row about the same order replaces the earlier one. */
  private boolean add(OrderAcknowledgement order) {
    if (!OrderId.isOne(order.orderId())) {
      return addUnclear(
          "acknowledged with the id " + order.orderId() + ", which stands for no order");
    }
    orders.put(order.orderId(), order);
    boolean error =
        order.otherMembers().containsKey("error") && !order.otherMembers().get("error").isNull();
    return (error || order.otherMembers().containsKey("cqe"))
        && addUnclear("acknowledged together with an error: " + order.otherMembers());
  }

  /**
   * An error object refuses a submission, unless its own status is 5xx: a server error is unclear,
   * whatever HTTP status it has.
   */
  boolean addRefusal(OrderRefusal refusal) {
    boolean serverError = refusal.statusCode() != null && refusal.statusCode() >= 500;
    return serverError ? addUnclear(refusal.error()) : refusals.add(refusal);
  }

  boolean addUnclear(String what) {
    return unclear.add(Redactor.redact(what));
  }

  boolean addPrompt(OrderPrompt open) {
    prompt = open;
    return true;
  }

  /** The questions that are not answered yet. */
  List<OrderQuestion> openQuestions() {
    return List.copyOf(open);
  }

  /** An answer is about to be sent. Until a reply comes the question may still be open. */
  void answering(OrderQuestion question) {
    open.remove(question);
    unanswered.add(question);
  }

  void answered(OrderQuestion question) {
    unanswered.remove(question);
  }

  /** The questions that may still be open. */
  private List<OrderQuestion> doubtfulQuestions() {
    List<OrderQuestion> questions = new ArrayList<>(unanswered);
    questions.addAll(open);
    return questions;
  }

  @Nullable OrderPrompt prompt() {
    return prompt;
  }

  /**
   * The reply to a prompt's answer says nothing about the order, so the order has to be looked for.
   */
  void promptAnswered(OrderPrompt answered) {
    prompt = null;
    addUnclear("the prompt about order " + answered.orderId() + " was answered with a receipt");
  }

  /** Whether the prompt is all that is known of the order, so that it may be answered. */
  boolean hasOnlyPrompt() {
    return orders.isEmpty() && unclear.isEmpty();
  }

  boolean isUnclear() {
    return !unclear.isEmpty();
  }

  Transcript transcript(List<AnsweredQuestion> answers, Transcript.@Nullable Decline decline) {
    return new Transcript(
        List.copyOf(orders.values()),
        failures,
        refusals,
        unclear,
        doubtfulQuestions(),
        prompt,
        answers,
        decline);
  }

  /** Why no further question may be answered with yes; null if there is no reason. */
  @Nullable String problem() {
    if (!unclear.isEmpty()) {
      return unclear.get(0);
    }
    if (!refusals.isEmpty()) {
      return refusals.get(0).error();
    }
    return prompt == null ? null : prompt.text();
  }
}
