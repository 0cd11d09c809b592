package io.github.cpapi.mock.state;

import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of an order at the broker. Immutable.
 *
 * @param id the broker's id, ten digits
 * @param ticket the ticket, including accepted changes
 * @param links its links to other orders
 * @param submitted the time of submission
 * @param filled the filled units
 * @param paid the sum of size times price over its fills
 * @param trigger the price that a stop waits for; null if it does not wait for one
 * @param cancelledBecause why the broker's system cancelled it (Q59); null if it did not
 */
public record Order(
    long id,
    String account,
    Ticket ticket,
    Links links,
    OrderState state,
    Instant submitted,
    BigDecimal filled,
    BigDecimal paid,
    @Nullable BigDecimal trigger,
    @Nullable String cancelledBecause) {

  private static final int DECIMALS = 4;

  static Order fresh(long id, String account, Ticket ticket, Links links, Instant submitted) {
    return new Order(
        id,
        account,
        ticket,
        links,
        OrderState.AWAITING_ANSWER,
        submitted,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        null,
        null);
  }

  Order in(OrderState next) {
    return new Order(
        id, account, ticket, links, next, submitted, filled, paid, trigger, cancelledBecause);
  }

  Order waitingFor(@Nullable BigDecimal price) {
    return new Order(
        id, account, ticket, links, state, submitted, filled, paid, price, cancelledBecause);
  }

  Order changedTo(Ticket next) {
    return new Order(
        id, account, next, links, state, submitted, filled, paid, trigger, cancelledBecause);
  }

  Order cancelledBySystem(String reason) {
    return new Order(
        id, account, ticket, links, OrderState.CANCELLED, submitted, filled, paid, trigger, reason);
  }

  /** Adds a fill. The last one changes the state to Filled. */
  Order filled(BigDecimal quantity, BigDecimal price) {
    BigDecimal total = filled.add(quantity);
    return new Order(
        id,
        account,
        ticket,
        links,
        total.compareTo(ticket.quantity()) >= 0 ? OrderState.FILLED : state,
        submitted,
        total,
        paid.add(quantity.multiply(price)),
        trigger,
        cancelledBecause);
  }

  /** Returns the units that are not filled. */
  public BigDecimal remaining() {
    return ticket.quantity().subtract(filled);
  }

  /** Returns the average price of its fills; empty without a fill. */
  public Optional<BigDecimal> averagePrice() {
    return filled.signum() == 0
        ? Optional.empty()
        : Optional.of(paid.divide(filled, DECIMALS, RoundingMode.HALF_UP));
  }
}
