package io.github.cpapi.client.order;

import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.reply.OrderRow;
import io.github.cpapi.client.transport.Redactor;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderFailure;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderRefusal;
import io.github.cpapi.generated.model.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway has said about one ticket so far. Every row of every answer is filed before
 * anything is concluded, so that no leg is lost behind another.
 */
final class Ledger {

  private static final Set<OrderStatus> TAKEN =
      Set.of(
          OrderStatus.PENDING_SUBMIT,
          OrderStatus.PRE_SUBMITTED,
          OrderStatus.SUBMITTED,
          OrderStatus.FILLED);

  private final String clientOrderId;

  private final List<OrderAcknowledgement> orders = new ArrayList<>();
  private final List<OrderFailure> failures = new ArrayList<>();
  private final List<OrderQuestion> open = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final List<String> unclear = new ArrayList<>();
  private @Nullable OrderPrompt prompt;

  Ledger(String clientOrderId) {
    this.clientOrderId = clientOrderId;
  }

  void file(OrderReply reply) {
    reply.fold(
        rows -> {
          rows.rows().forEach(this::file);
          return rows.rows().isEmpty() && fileUnclear("an answer without a row");
        },
        refused -> fileRefusal(refused.refusal()),
        prompted -> {
          prompt = prompted.prompt();
          return true;
        },
        unrecognised -> fileUnclear("an answer of no known shape: " + unrecognised.raw()));
  }

  private void file(OrderRow row) {
    row.fold(
        acknowledged -> orders.add(acknowledged.order()),
        failed -> failures.add(failed.failure()),
        asked -> open.add(asked.question()),
        refused -> fileRefusal(refused.refusal()),
        unrecognised -> fileUnclear("a row of no known shape: " + unrecognised.raw()));
  }

  /**
   * An error object refuses the order, but for two that prove nothing: a question whose id is not
   * found hangs and may still go live (Q33, Q34), and an error with a status of 5xx is the server's
   * trouble, under whatever HTTP status it comes.
   */
  private boolean fileRefusal(OrderRefusal refusal) {
    boolean serverTrouble = refusal.statusCode() != null && refusal.statusCode() >= 500;
    boolean questionLost = refusal.error().startsWith("reply id not found");
    return serverTrouble || questionLost
        ? fileUnclear(refusal.error())
        : refusals.add(refusal.error());
  }

  boolean fileUnclear(String what) {
    return unclear.add(Redactor.redact(what));
  }

  /** The questions that no answer was sent to. */
  List<OrderQuestion> openQuestions() {
    return List.copyOf(open);
  }

  void answering(OrderQuestion question) {
    open.remove(question);
  }

  /** Why no further question may be answered with yes; null while all is well. */
  @Nullable String trouble() {
    if (!unclear.isEmpty()) {
      return unclear.get(0);
    }
    if (!refusals.isEmpty()) {
      return refusals.get(0);
    }
    return prompt == null ? null : prompt.text();
  }

  /** The outcome of a conversation in which no question is open any more and none was declined. */
  OrderOutcome settled(List<Exchange> transcript) {
    if (!unclear.isEmpty() || orders.size() > 1) {
      return unknown(
          unclear.isEmpty() ? "more orders than tickets" : String.join("; ", unclear), transcript);
    }
    if (orders.isEmpty()) {
      return prompt == null
          ? new OrderOutcome.Refused(String.join("; ", reasons()), 200, transcript)
          : new OrderOutcome.Prompted(prompt, transcript);
    }
    String doubt = doubtAbout(orders.get(0));
    return doubt == null
        ? new OrderOutcome.Accepted(orders, failures, transcript)
        : unknown(doubt, transcript);
  }

  /**
   * The outcome of a conversation in which a question was declined and the gateway confirmed it.
   */
  OrderOutcome declined(OrderQuestion question, String why, List<Exchange> transcript) {
    return unclear.isEmpty() && orders.isEmpty()
        ? new OrderOutcome.Declined(question, why, transcript)
        : unknown("declined because " + why + "; " + String.join("; ", unclear), transcript);
  }

  OrderOutcome unknown(String why, List<Exchange> transcript) {
    return new OrderOutcome.Unknown(why, clientOrderId, orders, failures, open, transcript);
  }

  /** Why an acknowledgement is not enough to call the order accepted; null where it is. */
  private @Nullable String doubtAbout(OrderAcknowledgement order) {
    if (!TAKEN.contains(order.orderStatus())) {
      return "acknowledged as " + order.orderStatus();
    }
    if (order.orderId().matches("0+")) {
      return "acknowledged with the id " + order.orderId() + ", which stands for no order";
    }
    if (order.clientOrderId() != null && !order.clientOrderId().equals(clientOrderId)) {
      return "another order was acknowledged: " + order.clientOrderId();
    }
    boolean error =
        order.otherMembers().containsKey("error") && !order.otherMembers().get("error").isNull();
    if (error
        || order.otherMembers().containsKey("cqe")
        || prompt != null
        || !reasons().isEmpty()) {
      return "acknowledged together with an error: "
          + Redactor.redact(order.otherMembers() + " " + reasons());
    }
    return null;
  }

  private List<String> reasons() {
    List<String> reasons = new ArrayList<>(refusals);
    failures.forEach(
        failure ->
            reasons.add(Objects.requireNonNullElse(failure.text(), "failed without a reason")));
    return reasons;
  }
}
