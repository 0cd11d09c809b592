package io.github.cpapi.client.reply;

import io.github.cpapi.generated.model.OrderStatus;
import java.util.Set;

/** What the status of an order proves. An unknown status proves nothing. */
public final class OrderStatuses {

  private static final Set<OrderStatus> ENDED_EARLY =
      Set.of(
          OrderStatus.CANCELLED,
          OrderStatus.API_CANCELLED,
          OrderStatus.REJECTED,
          OrderStatus.EXPIRED);

  private static final Set<OrderStatus> WORKING =
      Set.of(OrderStatus.PENDING_SUBMIT, OrderStatus.PRE_SUBMITTED, OrderStatus.SUBMITTED);

  private static final Set<OrderStatus> BEING_CANCELLED =
      Set.of(OrderStatus.PENDING_CANCEL, OrderStatus.PRE_CANCELLED);

  private OrderStatuses() {}

  /** Whether the order ended before its whole size was filled; a part of it may be filled. */
  public static boolean endedEarly(OrderStatus status) {
    return ENDED_EARLY.contains(status);
  }

  /** Whether nothing more happens to the order: it is filled or ended early. */
  public static boolean isOver(OrderStatus status) {
    return status.equals(OrderStatus.FILLED) || endedEarly(status);
  }

  /** Whether a reply with this status acknowledges a new order: it works or is filled. */
  public static boolean acknowledges(OrderStatus status) {
    return status.equals(OrderStatus.FILLED) || WORKING.contains(status);
  }

  /**
   * Whether an order that the broker shows with this status was placed: it works, is filled, or is
   * being cancelled, which a fill can still precede.
   */
  public static boolean provesPlaced(OrderStatus status) {
    return acknowledges(status) || BEING_CANCELLED.contains(status);
  }
}
