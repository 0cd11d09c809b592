package io.github.cpapi.mock.state;

import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The orders of one account, behind one lock. What it hands out does not change any more. */
final class AccountBook {

  private final String account;
  private final Clock clock;
  private final Map<Long, Order> orders = new LinkedHashMap<>();
  private final Set<String> clientOrderIds = new HashSet<>();
  private int asked;
  private boolean subscribed;

  AccountBook(String account, Clock clock) {
    this.account = account;
    this.clock = clock;
  }

  String account() {
    return account;
  }

  /** Takes a ticket in, unless its client order id is taken. */
  synchronized boolean submit(long orderId, Ticket ticket) {
    if (ticket.clientOrderId() != null && !clientOrderIds.add(ticket.clientOrderId())) {
      return false;
    }
    orders.put(
        orderId, new Order(orderId, account, ticket, OrderState.AWAITING_ANSWER, clock.instant()));
    asked++;
    return true;
  }

  /** The fill rule: a market order is filled at once, a limit order works until it is cancelled. */
  synchronized Order acknowledge(long orderId) {
    asked--;
    boolean market = orders.get(orderId).ticket().pricing() instanceof Pricing.Market;
    return move(orderId, market ? OrderState.FILLED : OrderState.WORKING);
  }

  synchronized void forget(long orderId) {
    asked--;
    Order order = orders.remove(orderId);
    if (order.ticket().clientOrderId() != null) {
      clientOrderIds.remove(order.ticket().clientOrderId());
    }
  }

  synchronized Cancellation cancel(long orderId) {
    Order order = orders.get(orderId);
    if (order == null) {
      return Cancellation.UNKNOWN;
    }
    return switch (order.state()) {
      case AWAITING_ANSWER -> Cancellation.INACTIVE;
      case FILLED, CANCELLED -> Cancellation.TOO_LATE;
      case WORKING, PENDING_CANCEL -> {
        move(orderId, OrderState.PENDING_CANCEL);
        yield Cancellation.REQUESTED;
      }
    };
  }

  /** Empty where the call only starts the subscription. */
  synchronized Optional<List<Order>> list(boolean afresh, Predicate<Order> wanted) {
    if (!subscribed || afresh) {
      subscribed = true;
      return Optional.empty();
    }
    List<Order> shown = new ArrayList<>();
    for (Order order : orders.values()) {
      if (wanted.test(order)) {
        shown.add(order);
      }
    }
    shown.forEach(this::afterShowing);
    return Optional.of(List.copyOf(shown));
  }

  synchronized Optional<Order> show(long orderId) {
    Optional<Order> order = Optional.ofNullable(orders.get(orderId));
    order.ifPresent(this::afterShowing);
    return order;
  }

  synchronized BigDecimal position(long conid) {
    BigDecimal units = BigDecimal.ZERO;
    for (Order order : orders.values()) {
      if (order.ticket().contract().conid() == conid) {
        BigDecimal filled = order.filled();
        units = order.ticket().side() == Side.BUY ? units.add(filled) : units.subtract(filled);
      }
    }
    return units;
  }

  synchronized Order order(long orderId) {
    return orders.get(orderId);
  }

  synchronized boolean isAsked() {
    return asked > 0;
  }

  /** Whoever looks sees PendingCancel once, so that no one can take it for the cancellation. */
  private void afterShowing(Order order) {
    if (order.state() == OrderState.PENDING_CANCEL) {
      move(order.id(), OrderState.CANCELLED);
    }
  }

  private Order move(long orderId, OrderState next) {
    Order moved = orders.get(orderId).in(next);
    orders.put(orderId, moved);
    return moved;
  }
}
