package io.github.cpapi.client.order;

import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderFailure;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import java.util.List;
import java.util.function.Function;

/** What became of a ticket. Handle all five with {@link #fold}. */
public sealed interface OrderOutcome {

  /**
   * Returns the questions that were asked and how they were answered.
   *
   * @return the conversation, in order; empty where nothing was asked
   */
  List<Exchange> transcript();

  /**
   * Handles each outcome.
   *
   * @param accepted the broker has the order
   * @param declined a question was declined, and with it the order
   * @param refused the broker does not take the order
   * @param prompted the broker wants a choice made first
   * @param unknown the order was sent and its fate is not known
   * @param <T> what comes out
   * @return what the function for this outcome returns
   */
  default <T> T fold(
      Function<Accepted, T> accepted,
      Function<Declined, T> declined,
      Function<Refused, T> refused,
      Function<Prompted, T> prompted,
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
    return unknown.apply((Unknown) this);
  }

  /**
   * The broker has the order. Of several legs some may have failed all the same: brackets are not
   * atomic (Q5).
   *
   * @param orders the legs that the broker has, with their ids and states
   * @param failures the legs that were not placed
   * @param transcript the conversation
   */
  record Accepted(
      List<OrderAcknowledgement> orders, List<OrderFailure> failures, List<Exchange> transcript)
      implements OrderOutcome {
    /**
     * Takes unmodifiable copies.
     *
     * @param orders as above
     * @param failures as above
     * @param transcript as above
     */
    public Accepted {
      orders = List.copyOf(orders);
      failures = List.copyOf(failures);
      transcript = List.copyOf(transcript);
    }
  }

  /**
   * A question was declined; the gateway confirmed that the order is discarded.
   *
   * @param question the question that the policy does not accept
   * @param why the policy's reason
   * @param transcript the conversation
   */
  record Declined(OrderQuestion question, String why, List<Exchange> transcript)
      implements OrderOutcome {
    /**
     * Takes an unmodifiable copy.
     *
     * @param question as above
     * @param why as above
     * @param transcript as above
     */
    public Declined {
      transcript = List.copyOf(transcript);
    }
  }

  /**
   * The order was not placed.
   *
   * @param reason the gateway's own words
   * @param status the HTTP status; refusals come under 200 as well
   * @param transcript the conversation
   */
  record Refused(String reason, int status, List<Exchange> transcript) implements OrderOutcome {
    /**
     * Takes an unmodifiable copy.
     *
     * @param reason as above
     * @param status as above
     * @param transcript as above
     */
    public Refused {
      transcript = List.copyOf(transcript);
    }
  }

  /**
   * The order is refused with options that would let it through. They are chosen in IBKR's own
   * programs so far.
   *
   * @param prompt the options
   * @param transcript the conversation
   */
  record Prompted(OrderPrompt prompt, List<Exchange> transcript) implements OrderOutcome {
    /**
     * Takes an unmodifiable copy.
     *
     * @param prompt as above
     * @param transcript as above
     */
    public Prompted {
      transcript = List.copyOf(transcript);
    }
  }

  /**
   * The order was sent and its fate is not known: it may work, wait or never have arrived. Do not
   * send it again; look for its client order id in the live orders ({@code order_ref}).
   *
   * @param why what happened
   * @param clientOrderId the name to look for
   * @param orders what the gateway acknowledged all the same, as it said it
   * @param failures the legs that were not placed
   * @param openQuestions the questions that could not be answered; an order may hang on them and
   *     may still go live (Q33)
   * @param transcript the conversation
   */
  record Unknown(
      String why,
      String clientOrderId,
      List<OrderAcknowledgement> orders,
      List<OrderFailure> failures,
      List<OrderQuestion> openQuestions,
      List<Exchange> transcript)
      implements OrderOutcome {
    /**
     * Takes unmodifiable copies.
     *
     * @param why as above
     * @param clientOrderId as above
     * @param orders as above
     * @param failures as above
     * @param openQuestions as above
     * @param transcript as above
     */
    public Unknown {
      orders = List.copyOf(orders);
      failures = List.copyOf(failures);
      openQuestions = List.copyOf(openQuestions);
      transcript = List.copyOf(transcript);
    }
  }
}
