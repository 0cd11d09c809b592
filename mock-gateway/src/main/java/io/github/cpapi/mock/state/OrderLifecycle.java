package io.github.cpapi.mock.state;

import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Triggers, fills and cancels the orders of one account, including linked orders. Guarded by the
 * lock of its book.
 */
final class OrderLifecycle {

  private final Orders orders;
  private final Environment environment;
  private final int maxExecutions;
  private final Deque<Execution> executions = new ArrayDeque<>();
  private final Map<Long, BigDecimal> positions;

  /** The accepted orders that wait for the answer to a prompt. */
  private final Set<Long> prompted = new HashSet<>();

  OrderLifecycle(
      Orders orders, Map<Long, BigDecimal> positions, Environment environment, int maxExecutions) {
    this.orders = orders;
    this.positions = new HashMap<>(positions);
    this.environment = environment;
    this.maxExecutions = maxExecutions;
  }

  /** Keeps an order from the market until its prompt is answered. */
  void hold(long orderId) {
    prompted.add(orderId);
  }

  /** The prompt about an order is answered. The order may be done by now, or forgotten. */
  void release(long orderId) {
    if (prompted.remove(orderId) && orders.find(orderId).isPresent()) {
      advance(orderId);
    }
  }

  /** Advances an order as far as its parent and the reference price allow. */
  void advance(long orderId) {
    Order order = orders.get(orderId);
    if (prompted.contains(orderId)
        || order.state() != OrderState.PRE_SUBMITTED && order.state() != OrderState.WORKING) {
      return;
    }
    Optional<Order> parent = parent(order);
    if (parent.filter(p -> p.state() == OrderState.CANCELLED).isPresent()) {
      end(order.in(OrderState.CANCELLED));
    } else if (parent.isEmpty() || parent.get().state() == OrderState.FILLED) {
      triggerOrFill(order);
    }
  }

  private void triggerOrFill(Order order) {
    Ticket ticket = order.ticket();
    BigDecimal price = environment.prices().of(ticket.contract());
    Order working = order;
    if (order.state() == OrderState.PRE_SUBMITTED) {
      Optional<BigDecimal> trigger = trigger(order, price);
      if (trigger.isPresent() && !FillRule.isReached(ticket.side(), trigger.get(), price)) {
        orders.replace(order.waitingFor(trigger.get()));
        return;
      }
      working = order.waitingFor(null).in(OrderState.WORKING);
      orders.replace(working);
    }
    if (FillRule.fills(ticket, price)) {
      execute(working, working.remaining(), price);
    } else if (ticket.timeInForce().equals("IOC")) {
      end(working.in(OrderState.CANCELLED));
    }
  }

  private static Optional<BigDecimal> trigger(Order order, BigDecimal price) {
    return order.trigger() == null
        ? FillRule.firstTrigger(order.ticket(), price)
        : Optional.of(FillRule.trailed(order.ticket(), order.trigger(), price));
  }

  /** Fills an order completely or in part. */
  void execute(Order order, BigDecimal quantity, BigDecimal price) {
    Order filled = order.filled(quantity, price);
    BigDecimal signed = filled.ticket().side() == Side.BUY ? quantity : quantity.negate();
    BigDecimal position =
        positions.merge(filled.ticket().contract().conid(), signed, BigDecimal::add);
    Execution execution =
        new Execution(
            environment.ids().nextExecutionId(filled.id()),
            filled,
            quantity,
            price,
            position,
            environment.clock().instant());
    executions.add(execution);
    if (executions.size() > maxExecutions) {
      executions.remove();
    }
    if (filled.state() == OrderState.FILLED) {
      end(filled);
    } else {
      orders.replace(filled);
    }
    environment.observer().executed(execution);
  }

  /** Stores a filled or cancelled order and updates the orders linked to it. */
  void end(Order order) {
    prompted.remove(order.id());
    orders.replace(order);
    orders.done(order.id());
    boolean filled = order.state() == OrderState.FILLED;
    if (filled) {
      orders.groupOf(order).stream().filter(id -> id != order.id()).forEach(this::cancelAlong);
    }
    for (long child : orders.childrenOf(order.id())) {
      if (filled) {
        advance(child);
      } else {
        cancelAlong(child);
      }
    }
  }

  private void cancelAlong(long orderId) {
    Order order = orders.get(orderId);
    if (order.state().isOpen()) {
      end(order.in(OrderState.CANCELLED));
    }
  }

  /** Empty also if a filled parent has left the book. */
  private Optional<Order> parent(Order order) {
    return order.links().parent().isPresent()
        ? orders.find(order.links().parent().getAsLong())
        : Optional.empty();
  }

  boolean waitsForParent(Order order) {
    return parent(order).filter(parent -> parent.state() != OrderState.FILLED).isPresent();
  }

  List<Execution> executionsSince(Instant earliest) {
    return executions.stream().filter(each -> !each.time().isBefore(earliest)).toList();
  }

  Map<Long, BigDecimal> positions() {
    Map<Long, BigDecimal> held = new HashMap<>(positions);
    held.values().removeIf(quantity -> quantity.signum() == 0);
    return Map.copyOf(held);
  }

  BigDecimal position(long conid) {
    return positions.getOrDefault(conid, BigDecimal.ZERO);
  }
}
