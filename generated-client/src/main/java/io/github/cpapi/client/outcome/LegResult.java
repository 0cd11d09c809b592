package io.github.cpapi.client.outcome;

import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of one ticket of a submission. Brackets are not atomic, so each leg has its own (Q5).
 * Handle all four with {@link #fold}.
 */
public sealed interface LegResult {

  /**
   * Returns what was asked for.
   *
   * @return the wire's ticket without the account
   */
  OrderTicket ticket();

  /**
   * Returns the broker's id of the order.
   *
   * @return digits; nothing where it is not known
   */
  @Nullable String orderId();

  /**
   * Returns the name of the order.
   *
   * @return the client order id; nothing for a child, which goes by its parent's
   */
  default @Nullable String clientOrderId() {
    return ticket().clientOrderId();
  }

  /**
   * Handles each result.
   *
   * @param placed the broker has the order
   * @param failed the order does not exist, or ended with nothing filled
   * @param hanging the order waits for an answer that nobody can give any more
   * @param unsettled not known
   * @param <T> what comes out
   * @return what the function for this result returns
   */
  default <T> T fold(
      Function<Placed, T> placed,
      Function<Failed, T> failed,
      Function<AwaitingReply, T> hanging,
      Function<Unconfirmed, T> unsettled) {
    if (this instanceof Placed p) {
      return placed.apply(p);
    }
    if (this instanceof Failed f) {
      return failed.apply(f);
    }
    if (this instanceof AwaitingReply h) {
      return hanging.apply(h);
    }
    return unsettled.apply((Unconfirmed) this);
  }

  /**
   * The broker has the order.
   *
   * @param ticket what was asked for
   * @param orderId the broker's id
   * @param orderStatus the state that was last seen
   * @param notice what the broker said with it, for example when a GTC order will be cancelled (Q8)
   */
  record Placed(
      OrderTicket ticket, String orderId, OrderStatus orderStatus, @Nullable String notice)
      implements LegResult {}

  /**
   * There is no such order, or the broker ended it with nothing filled.
   *
   * @param ticket what was asked for
   * @param reason why, as far as it is known
   * @param message why, in words
   */
  record Failed(OrderTicket ticket, FailureReason reason, String message) implements LegResult {
    @Override
    public @Nullable String orderId() {
      return null;
    }
  }

  /**
   * The order hangs on a question whose id is lost. It cannot be answered or cancelled and may
   * still go live (Q32, Q33).
   *
   * @param ticket what was asked for
   * @param orderId the broker's id, where it is known
   */
  record AwaitingReply(OrderTicket ticket, @Nullable String orderId) implements LegResult {}

  /**
   * What became of it is not known.
   *
   * @param ticket what was asked for
   * @param orderId the broker's id, where it is known
   * @param why what is known instead
   */
  record Unconfirmed(OrderTicket ticket, @Nullable String orderId, String why)
      implements LegResult {}
}
