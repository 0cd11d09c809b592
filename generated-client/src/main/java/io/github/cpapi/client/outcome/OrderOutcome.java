package io.github.cpapi.client.outcome;

import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a submission of one or more tickets, or of a modification. Handle each kind with a
 * {@link Visitor}.
 *
 * <p>Evidence: Q5, Q32 and Q33 in {@code openapi/docs/evidence.md}.
 */
public sealed interface OrderOutcome {

  /** Returns everything known about it: legs, transcript and evidence. */
  AuditTrail auditTrail();

  /**
   * Returns what became of each ticket.
   *
   * @return one result for each ticket, in the order of the tickets
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
   * @return the conversation, in order; empty if nothing was asked
   */
  default List<AnsweredQuestion> transcript() {
    return auditTrail().transcript();
  }

  /**
   * Returns what was read to find the outcome.
   *
   * @return the evidence, in order; empty if the replies were clear
   */
  default List<AuditEntry> evidence() {
    return auditTrail().evidence();
  }

  /**
   * Adds a piece of evidence.
   *
   * @param entry the evidence
   * @return a copy whose evidence ends with it
   */
  OrderOutcome withEvidence(AuditEntry entry);

  /**
   * Describes the outcome in one line, for logs and people.
   *
   * @return for example {@code Accepted [BUY 1 of 265598 LMT 185.50 DAY entry-1: order 1000000013
   *     Submitted]}, with all other fields of the ticket, account ids masked
   */
  default String summary() {
    return Summary.of(this);
  }

  /**
   * Calls the method of the visitor for this kind.
   *
   * @param visitor handles each kind
   * @param <T> what the visitor returns
   * @return what it returned
   */
  <T extends @Nullable Object> T accept(Visitor<T> visitor);

  /**
   * Handles each kind of outcome. Code that does not handle a kind does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** The broker has the order. */
    T accepted(Accepted accepted);

    /** A question was declined, which discarded the order. */
    T declined(Declined declined);

    /** The broker refused the order. */
    T refused(Refused refused);

    /** The broker waits for a choice. */
    T prompted(Prompted prompted);

    /** The order waits for a question that can no longer be answered. */
    T stranded(Stranded stranded);

    /** The broker provably does not have the order. */
    T absent(Absent absent);

    /** The order was sent, and its outcome is not known. */
    T unknown(Unknown unknown);
  }

  /**
   * The broker has at least one of the orders, and each leg is either placed or failed: see {@link
   * #complete()}. After a modification: the order is changed.
   *
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Accepted(AuditTrail auditTrail) implements OrderOutcome {

    /**
     * Tells whether the broker has every leg. A bracket can lose its stop and keep its parent.
     *
     * @return whether no leg failed
     */
    public boolean complete() {
      return orders().size() == legs().size();
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.accepted(this);
    }

    @Override
    public OrderOutcome withEvidence(AuditEntry entry) {
      return new Accepted(auditTrail.with(entry));
    }
  }

  /**
   * A question was declined, and no order is left: the gateway confirmed that it is discarded, and
   * legs that were live are cancelled with nothing filled. After a modification: the order is
   * unchanged.
   *
   * @param question the question that the policy does not accept
   * @param why the policy's reason
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Declined(OrderQuestion question, String why, AuditTrail auditTrail)
      implements OrderOutcome {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.declined(this);
    }

    @Override
    public OrderOutcome withEvidence(AuditEntry entry) {
      return new Declined(question, why, auditTrail.with(entry));
    }
  }

  /**
   * No order was placed, or the broker ended it with nothing filled. After a modification: the
   * order is unchanged.
   *
   * @param reason the reason, if the gateway's words are known
   * @param message the gateway's own words
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Refused(FailureReason reason, String message, AuditTrail auditTrail)
      implements OrderOutcome {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.refused(this);
    }

    @Override
    public OrderOutcome withEvidence(AuditEntry entry) {
      return new Refused(reason, message, auditTrail.with(entry));
    }
  }

  /**
   * The broker refuses the order but offers options that would let it through. The policy chooses
   * none of them.
   *
   * @param prompt the options
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Prompted(OrderPrompt prompt, AuditTrail auditTrail) implements OrderOutcome {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.prompted(this);
    }

    @Override
    public OrderOutcome withEvidence(AuditEntry entry) {
      return new Prompted(prompt, auditTrail.with(entry));
    }
  }

  /**
   * At least one order waits for a question whose id is lost: the live orders show it as Inactive,
   * "Pending Submit". The question cannot be answered, the order cannot be cancelled, and it may
   * still go live when another question on the account is answered. The entry in the journal stays
   * open.
   *
   * @param why what happened
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Stranded(String why, AuditTrail auditTrail) implements OrderOutcome {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.stranded(this);
    }

    @Override
    public OrderOutcome withEvidence(AuditEntry entry) {
      return new Stranded(why, auditTrail.with(entry));
    }
  }

  /**
   * The order was sent, but provably is not at the broker. Only {@code OrderDesk.recover} returns
   * this. An order that was not sent is an exception and not an outcome.
   *
   * @param why what happened
   * @param auditTrail the legs, the conversation and the evidence
   */
  record Absent(String why, AuditTrail auditTrail) implements OrderOutcome {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.absent(this);
    }

    @Override
    public OrderOutcome withEvidence(AuditEntry entry) {
      return new Absent(why, auditTrail.with(entry));
    }
  }

  /**
   * The order was sent, but its outcome is not known: it may work, wait, or not have arrived. The
   * evidence shows where it was looked for. Do not send it again. The entry in the journal stays
   * open, and {@code OrderDesk.recover} looks again.
   *
   * @param why what happened
   * @param strays acknowledged orders that match no leg
   * @param openQuestions the questions that may still be open; an order may wait for them and may
   *     still go live
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

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.unknown(this);
    }

    @Override
    public OrderOutcome withEvidence(AuditEntry entry) {
      return new Unknown(why, strays, openQuestions, auditTrail.with(entry));
    }
  }
}
