package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.AnsweredQuestion;
import io.github.cpapi.client.reply.OrderId;
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
import java.util.function.Consumer;
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
    add(reply, refusal -> addUnclear("the reply to an answer is an error: " + refusal.error()));
  }

  private void add(OrderReply reply, Consumer<OrderRefusal> refusals) {
    Runnable adding =
        reply.accept(
            new OrderReply.Visitor<>() {
              @Override
              public Runnable rows(OrderReply.Rows rows) {
                return () -> addRows(rows.rows(), refusals);
              }

              @Override
              public Runnable refused(OrderReply.Refused refused) {
                return () -> refusals.accept(refused.refusal());
              }

              @Override
              public Runnable prompted(OrderReply.Prompted prompted) {
                return () -> addPrompt(prompted.prompt());
              }

              @Override
              public Runnable unrecognised(OrderReply.Unrecognised unrecognised) {
                return () -> addUnclear("a reply of no known shape: " + unrecognised.raw());
              }
            });
    adding.run();
  }

  private void addRows(List<OrderRow> rows, Consumer<OrderRefusal> refusals) {
    if (rows.isEmpty()) {
      addUnclear("a reply without a row");
    }
    rows.forEach(row -> add(row, refusals));
  }

  private void add(OrderRow row, Consumer<OrderRefusal> refusals) {
    Runnable adding =
        row.accept(
            new OrderRow.Visitor<>() {
              @Override
              public Runnable acknowledged(OrderRow.Acknowledged acknowledged) {
                return () -> add(acknowledged.order());
              }

              @Override
              public Runnable failed(OrderRow.Failed failed) {
                return () -> failures.add(failed.failure());
              }

              @Override
              public Runnable asked(OrderRow.Asked asked) {
                return () -> open.add(asked.question());
              }

              @Override
              public Runnable refused(OrderRow.Refused refused) {
                return () -> refusals.accept(refused.refusal());
              }

              @Override
              public Runnable unrecognised(OrderRow.Unrecognised unrecognised) {
                return () -> addUnclear("a row of no known shape: " + unrecognised.raw());
              }
            });
    adding.run();
  }

  /** A later row about the same order replaces the earlier one. */
  private void add(OrderAcknowledgement order) {
    if (!OrderId.isOne(order.orderId())) {
      addUnclear("acknowledged with the id " + order.orderId() + ", which stands for no order");
      return;
    }
    orders.put(order.orderId(), order);
    boolean error =
        order.otherMembers().containsKey("error") && !order.otherMembers().get("error").isNull();
    if (error || order.otherMembers().containsKey("cqe")) {
      addUnclear("acknowledged together with an error: " + order.otherMembers());
    }
  }

  /**
   * An error object refuses a submission, unless its own status is 5xx: a server error is unclear,
   * whatever HTTP status it has.
   */
  void addRefusal(OrderRefusal refusal) {
    if (refusal.statusCode() != null && refusal.statusCode() >= 500) {
      addUnclear(refusal.error());
    } else {
      refusals.add(refusal);
    }
  }

  void addUnclear(String what) {
    unclear.add(Redactor.redact(what));
  }

  void addPrompt(OrderPrompt open) {
    prompt = open;
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
    addUnclear(
        "the prompt about order "
            + answered.orderId()
            + " was answered; the reply only confirms that and does not tell the outcome");
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
