package io.github.cpapi.client.outcome;

import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import org.jspecify.annotations.Nullable;

/**
 * What became of one ticket of a submission. Brackets are not atomic, so each leg has its own
 * result. Handle each kind with a {@link Visitor}.
 *
 * <p>Evidence: Q5, Q8, Q32 and Q33 in {@code openapi/docs/evidence.md}.
 */
public sealed interface LegResult {

  /** Returns the ticket as it was sent, without the account. */
  OrderTicket ticket();

  /**
   * Returns the broker's id of the order.
   *
   * @return digits; null if it is not known
   */
  @Nullable String orderId();

  /**
   * Returns the client order id.
   *
   * @return null for a child that has only its parent's
   */
  default @Nullable String clientOrderId() {
    return ticket().clientOrderId();
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
   * Handles each kind of result. Code that does not handle a kind does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** The broker has the order. */
    T placed(Placed placed);

    /** The order does not exist, or ended with nothing filled. */
    T failed(Failed failed);

    /** The order waits for a question that can no longer be answered. */
    T awaitingReply(AwaitingReply awaitingReply);

    /** What became of the order is not known. */
    T unconfirmed(Unconfirmed unconfirmed);
  }

  /**
   * The broker has the order.
   *
   * @param ticket what was asked for
   * @param orderId the broker's id
   * @param orderStatus the last known status
   * @param notice the broker's remark, for example when a GTC order will be cancelled
   */
  record Placed(
      OrderTicket ticket, String orderId, OrderStatus orderStatus, @Nullable String notice)
      implements LegResult {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.placed(this);
    }
  }

  /**
   * There is no such order, or the broker ended it with nothing filled.
   *
   * @param ticket what was asked for
   * @param reason why
   * @param message why, in the gateway's or the desk's words
   */
  record Failed(OrderTicket ticket, FailureReason reason, String message) implements LegResult {
    @Override
    public @Nullable String orderId() {
      return null;
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.failed(this);
    }
  }

  /**
   * The order waits for a question whose id is lost. The question cannot be answered, the order
   * cannot be cancelled, and it may still go live.
   *
   * @param ticket what was asked for
   * @param orderId the broker's id, if it is known
   */
  record AwaitingReply(OrderTicket ticket, @Nullable String orderId) implements LegResult {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.awaitingReply(this);
    }
  }

  /**
   * The result is not known.
   *
   * @param ticket what was asked for
   * @param orderId the broker's id, if it is known
   * @param why what is known
   */
  record Unconfirmed(OrderTicket ticket, @Nullable String orderId, String why)
      implements LegResult {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.unconfirmed(this);
    }
  }
}
