package io.github.cpapi.mock.state;

import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.ticket.Ticket;
import java.util.List;

/** What became of a submission or a change, or of an answer to a question about it. */
public sealed interface Outcome {

  /**
   * The broker asks first.
   *
   * @param replyId the id to answer to; it works once
   * @param question what is asked
   * @param about the ticket that is asked about
   */
  record Asked(String replyId, Question question, Ticket about) implements Outcome {}

  /**
   * The broker wants a choice made (Q37).
   *
   * @param requestId the id to answer to; it works once
   * @param question what is asked
   * @param about the ticket that is asked about
   */
  record Prompted(long orderId, String requestId, Question question, Ticket about)
      implements Outcome {}

  /**
   * Nothing is left to ask; the orders are in the broker's hands.
   *
   * @param legs the orders of the submission, in its order
   * @param revived the orders that had been overtaken and went live with them (Q33)
   */
  record Acknowledged(List<Order> legs, List<Order> revived) implements Outcome {}

  /**
   * An order has its new ticket.
   *
   * @param order the order afterwards
   * @param revived the orders that had been overtaken and went live with it (Q33)
   */
  record Changed(Order order, List<Order> revived) implements Outcome {}

  /**
   * A question was answered with no. New orders are forgotten; one that was to be changed works on
   * as it was.
   *
   * @param forgotten the ids of the orders that are gone
   */
  record Declined(List<Long> forgotten) implements Outcome {}

  /**
   * The account has an order of that client order id already; nothing was placed.
   *
   * @param ticket the ticket that names it
   */
  record AlreadyRegistered(Ticket ticket) implements Outcome {}

  /**
   * Some leg was not placed, and the others hang (Q5): there is no question to answer.
   *
   * @param legs one for each ticket, in the order of the submission
   */
  record Broken(List<Leg> legs) implements Outcome {}

  /** Another order came in between: the answer was not taken, whatever it said (Q33). */
  record Overtaken() implements Outcome {}

  /**
   * The order cannot be changed; it is as it was.
   *
   * @param why why not
   */
  record NotChanged(long orderId, Refusal why) implements Outcome {}

  /** One leg of a submission that broke. */
  sealed interface Leg {

    /** It hangs as Inactive. */
    record Inactive(Order order) implements Leg {}

    /** It names a parent that the account does not have. */
    record ParentUnknown(Ticket ticket) implements Leg {}

    /**
     * It names a parent that is filled, cancelled or not acknowledged yet.
     *
     * @param parentId the parent's id
     */
    record ParentGone(Ticket ticket, long parentId) implements Leg {}
  }

  /** Why an order is not changed. */
  enum Refusal {
    /** A question about the order is open. */
    INACTIVE,
    /** The order is filled or cancelled, or more is filled than is wanted now. */
    TOO_LATE,
    /** The account has no such order. */
    UNKNOWN
  }
}
