package io.github.cpapi.mock.state;

import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.ticket.Ticket;
import java.util.List;

/** The outcome of a submission, of a change, or of a reply to a question about one. */
public sealed interface Outcome {

  /** Calls the method of the visitor for this kind. */
  <T> T accept(Visitor<T> visitor);

  /** Handles each kind of outcome. A kind that is not handled does not compile. */
  interface Visitor<T> {
    T asked(Asked asked);

    T prompted(Prompted prompted);

    T acknowledged(Acknowledged acknowledged);

    T changed(Changed changed);

    T declined(Declined declined);

    T alreadyRegistered(AlreadyRegistered registered);

    T partlyRefused(PartlyRefused refused);

    T overtaken(Overtaken overtaken);

    T notChanged(NotChanged notChanged);
  }

  /**
   * The broker asks a question.
   *
   * @param replyId the id to answer to; it works once
   * @param about the ticket that the question concerns
   */
  record Asked(String replyId, Question question, Ticket about) implements Outcome {

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.asked(this);
    }
  }

  /**
   * The broker shows a prompt (Q37).
   *
   * @param requestId the id to answer to; it works once
   * @param question the prompt
   * @param about the ticket that the prompt concerns
   */
  record Prompted(long orderId, String requestId, Question question, Ticket about)
      implements Outcome {

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.prompted(this);
    }
  }

  /**
   * The broker has accepted the orders; no question is left.
   *
   * @param legs the orders of the submission, in its order
   * @param revived the overtaken orders that went live with them (Q33)
   */
  record Acknowledged(List<Order> legs, List<Order> revived) implements Outcome {

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.acknowledged(this);
    }
  }

  /**
   * The broker has accepted the change of an order.
   *
   * @param order the changed order
   * @param revived the overtaken orders that went live with it (Q33)
   */
  record Changed(Order order, List<Order> revived) implements Outcome {

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.changed(this);
    }
  }

  /**
   * A question was declined. New orders are forgotten; an order that was to be changed stays
   * unchanged.
   *
   * @param forgotten the ids of the forgotten orders
   */
  record Declined(List<Long> forgotten) implements Outcome {

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.declined(this);
    }
  }

  /**
   * The account already has an order with the client order id; nothing was placed.
   *
   * @param ticket the ticket with that id
   */
  record AlreadyRegistered(Ticket ticket) implements Outcome {

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.alreadyRegistered(this);
    }
  }

  /**
   * A leg was refused, and the others stay Inactive (Q5). No question is asked.
   *
   * @param legs one for each ticket, in the order of the submission
   */
  record PartlyRefused(List<Leg> legs) implements Outcome {

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.partlyRefused(this);
    }
  }

  /** Another order was submitted in between; the reply is refused, whether yes or no (Q33). */
  record Overtaken() implements Outcome {

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.overtaken(this);
    }
  }

  /**
   * The order cannot be changed.
   *
   * @param why the reason
   */
  record NotChanged(long orderId, Refusal why) implements Outcome {

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.notChanged(this);
    }
  }

  /** A leg of a submission with a refused leg. */
  sealed interface Leg {

    /** Calls the method of the visitor for this kind. */
    <T> T accept(Visitor<T> visitor);

    /** Handles each kind of leg. A kind that is not handled does not compile. */
    interface Visitor<T> {
      T inactive(Inactive inactive);

      T parentUnknown(ParentUnknown unknown);

      T parentGone(ParentGone gone);
    }

    /** Stays Inactive. */
    record Inactive(Order order) implements Leg {

      @Override
      public <T> T accept(Visitor<T> visitor) {
        return visitor.inactive(this);
      }
    }

    /** Names a parent that the account does not have. */
    record ParentUnknown(Ticket ticket) implements Leg {

      @Override
      public <T> T accept(Visitor<T> visitor) {
        return visitor.parentUnknown(this);
      }
    }

    /**
     * Names a parent that is filled, cancelled or not acknowledged yet.
     *
     * @param parentId the parent's id
     */
    record ParentGone(Ticket ticket, long parentId) implements Leg {

      @Override
      public <T> T accept(Visitor<T> visitor) {
        return visitor.parentGone(this);
      }
    }
  }

  /** The reason why an order is not changed. */
  enum Refusal {
    /** The order awaits a reply to a question. */
    INACTIVE,
    /** The order is filled or cancelled, or the new quantity is already filled. */
    TOO_LATE,
    /** The account has no such order. */
    UNKNOWN
  }
}
