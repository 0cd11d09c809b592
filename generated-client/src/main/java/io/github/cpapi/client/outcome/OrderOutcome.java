package io.github.cpapi.client.outcome;

import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import java.util.List;
import java.util.function.Function;

/**
 * What became of a submission, be it one ticket or several, or of a modification. Handle all seven
 * with {@link #fold}.
 */
public sealed interface OrderOutcome {

  /**
   * Returns all that is known about it.
   *
   * @return legs, transcript and evidence
   */
  AuditTrail auditTrail();

  /**
   * Returns what became of each ticket.
   *
   * @return one for each ticket, in the order of the tickets
   */
  default List<LegResult> legs() {
    return auditTrail().legs();
  }

  /**
   * Returns the legs that the broker has.
   *
   * @return those of the {@link #legs()} that are placed
   */
  default List<LegResult.Placed> orders() {
    return legs().stream()
        .filter(LegResult.Placed.class::isInstance)
        .map(LegResult.Placed.class::cast)
        .toList();
  }

  /**
   * Returns the questions that were asked and how they were answered.
   *
   * @return the conversation, in order; empty where nothing was asked
   */
  default List<AnsweredQuestion> transcript() {
    return auditTrail().transcript();
  }

  /**
   * Returns what was looked at to find out.
   *
   * @return the evidence, in order; empty where the answers said it all
   */
  default List<AuditEntry> evidence() {
    return auditTrail().evidence();
  }

  /**
   * Says in a line what became of it, for logs and people.
   *
   * @return for example {@code Accepted [BUY 1 of 265598 LMT 185.50 DAY entry-1: order 1000000013
   *     Submitted]}, with everything else that the ticket says, account ids masked
   */
  default String summary() {
    return Summary.of(this);
  }

  /**
   * Handles each outcome.
   *
   * @param accepted the broker has the order
   * @param declined a question was declined, and with it the order
   * @param refused the broker does not take the order
   * @param prompted the broker wants a choice made first
   * @param stranded the order hangs on a question that cannot be answered any more
   * @param absent the order was not placed
   * @param unknown the order was sent and its fate is not known
   * @param <T> what comes out
   * @return what the function for this outcome returns
   */
  default <T> T fold(
      Function<Accepted, T> accepted,
      Function<Declined, T> declined,
      Function<Refused, T> refused,
      Function<Prompted, T> prompted,
      Function<Stranded, T> stranded,
      Function<Absent, T> absent,
      Function<Unknown, T> unknown) {
    if (this instanceof Accepted a) {
      return accepted.apply(a);
    }
    if (this instanceof Declined d) {
      return declined.apply(d);
    }
    if (this instanceof Refused r) {
      return refused.apply(r);
    }
    if (this instanceof Prompted p) {
      return prompted.apply(p);
    }
    if (this instanceof Stranded s) {
      return stranded.apply(s);
    }
    if (this instanceof Absent a) {
      return absent.apply(a);
    }
    return unknown.apply((Unknown) this);
  }

  /**
   * The broker has at least one of the orders, and each leg is either placed or failed: ask {@link
   * #complete()}. Of a modification: the order has its new terms.
   *
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Accepted(AuditTrail auditTrail) implements OrderOutcome {

    /**
     * Tells whether the broker has every leg. A bracket can lose its stop and keep its parent (Q5).
     *
     * @return whether no leg failed
     */
    public boolean complete() {
      return orders().size() == legs().size();
    }
  }

  /**
   * A question was declined, and no order is left of it: the gateway confirmed that it is
   * discarded, and what had gone live before was cancelled and seen cancelled with nothing filled.
   * Of a modification: the order stays as it was.
   *
   * @param question the question that the policy does not accept
   * @param why the policy's reason
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Declined(OrderQuestion question, String why, AuditTrail auditTrail)
      implements OrderOutcome {}

  /**
   * No order was placed, or the broker ended it with nothing filled. Of a modification: the order
   * stays as it was.
   *
   * @param reason why, as far as the gateway's words are known
   * @param message the gateway's own words
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Refused(FailureReason reason, String message, AuditTrail auditTrail)
      implements OrderOutcome {}

  /**
   * The order is refused with options that would let it through, and the policy chooses none of
   * them.
   *
   * @param prompt the options
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Prompted(OrderPrompt prompt, AuditTrail auditTrail) implements OrderOutcome {}

  /**
   * At least one order is known to hang on a question whose id is lost: the live orders show it as
   * Inactive, "Pending Submit". It cannot be answered or cancelled, and may still go live when
   * another question on the account is answered (Q32, Q33). The journal keeps it open.
   *
   * @param why what happened
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Stranded(String why, AuditTrail auditTrail) implements OrderOutcome {}

  /**
   * The order was sent, long enough ago, and is proved not to be at the broker. Only {@code
   * OrderDesk.recover} proves that. An order that was never sent is an exception and no outcome.
   *
   * @param why what happened
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Absent(String why, AuditTrail auditTrail) implements OrderOutcome {}

  /**
   * The order was sent and its fate is not known: it may work, wait or never have arrived. The
   * evidence tells where it was looked for. Do not send it again. The journal keeps it open, and
   * {@code OrderDesk.recover} looks again.
   *
   * @param why what happened
   * @param strays orders that were acknowledged and that no leg could be found for
   * @param openQuestions the questions that may still be open; an order may hang on them and may
   *     still go live (Q33)
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Unknown(
      String why,
      List<OrderAcknowledgement> strays,
      List<OrderQuestion> openQuestions,
      AuditTrail auditTrail)
      implements OrderOutcome {
    /** Takes unmodifiable copies. */
    public Unknown {
      strays = List.copyOf(strays);
      openQuestions = List.copyOf(openQuestions);
    }
  }
}
