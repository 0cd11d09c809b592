package io.github.cpapi.mock.state;

import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Decides when an order fills, by the rules of {@code docs/rules.md}. There is no order book and no
 * spread, only the reference price of each contract.
 */
final class FillRule {

  private FillRule() {}

  /** The first trigger of a stop; empty for other orders. */
  static Optional<BigDecimal> firstTrigger(Ticket ticket, BigDecimal market) {
    return ticket.with(ticket.contract().at(market)).trigger();
  }

  /** The trigger of a trailing stop follows favourable moves of the market and never moves back. */
  static BigDecimal trailed(Ticket ticket, BigDecimal trigger, BigDecimal market) {
    Pricing.Trail trail;
    if (ticket.pricing() instanceof Pricing.Trailing trailing) {
      trail = trailing.trail();
    } else if (ticket.pricing() instanceof Pricing.TrailingLimit trailing) {
      trail = trailing.trail();
    } else {
      return trigger;
    }
    BigDecimal followed = ticket.with(ticket.contract().at(market)).atDistance(trail);
    return ticket.side() == Side.SELL ? trigger.max(followed) : trigger.min(followed);
  }

  /** A sell stop triggers at or below its trigger, a buy stop at or above it. */
  static boolean isReached(Side side, BigDecimal trigger, BigDecimal market) {
    return side == Side.SELL ? market.compareTo(trigger) <= 0 : market.compareTo(trigger) >= 0;
  }

  /** Whether an order that waits for no parent and no trigger fills at this price. */
  static boolean fills(Ticket ticket, BigDecimal market) {
    if (ticket.pricing() instanceof Pricing.OnClose) {
      // The mock's day has no close.
      return false;
    }
    Optional<BigDecimal> limit = ticket.pricing().limitPrice();
    return limit.isEmpty()
        || (ticket.side() == Side.BUY
            ? market.compareTo(limit.get()) <= 0
            : market.compareTo(limit.get()) >= 0);
  }
}
