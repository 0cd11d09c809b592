package io.github.cpapi.mock.state;

import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the broker holds, as it was at one moment.
 *
 * @param id the broker's id, ten digits
 * @param account whose it is
 * @param ticket what was asked for, with the changes since
 * @param links how it hangs together with others
 * @param state where it is in its life
 * @param submitted when it came in
 * @param filled how much is done, in units
 * @param paid the sum of its fills, each its size times its price
 * @param trigger the price that a stop waits for; null where it waits for none, or no longer
 * @param cancelledBecause why the system cancelled it (Q59); null where it did not
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

  /** The last fill makes it Filled; before, its state stays. */
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

  /**
   * Returns how much is left to do.
   *
   * @return the quantity less what is filled
   */
  public BigDecimal remaining() {
    return ticket.quantity().subtract(filled);
  }

  /**
   * Returns the price at which it was filled so far.
   *
   * @return the average of its fills, or nothing while there is none
   */
  public Optional<BigDecimal> averagePrice() {
    return filled.signum() == 0
        ? Optional.empty()
        : Optional.of(paid.divide(filled, DECIMALS, RoundingMode.HALF_UP));
  }
}
