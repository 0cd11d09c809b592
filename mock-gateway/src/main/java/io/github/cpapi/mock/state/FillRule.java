package io.github.cpapi.mock.state;

import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * When an order fills: a rule of the mock's own, declared in its README. There is no order book and
 * no spread, only the reference price of each contract.
 */
final class FillRule {

  private FillRule() {}

  /** Where a stop waits at first; nothing for an order that is no stop. */
  static Optional<BigDecimal> firstTrigger(Ticket ticket, BigDecimal market) {
    return ticket.with(ticket.contract().at(market)).trigger();
  }

  /** A trailing stop follows the market where that is in its favour, and never goes back. */
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

  /** A stop that sells waits for a fall, one that buys for a rise. */
  static boolean isReached(Side side, BigDecimal trigger, BigDecimal market) {
    return side == Side.SELL ? market.compareTo(trigger) <= 0 : market.compareTo(trigger) >= 0;
  }

  /** Whether an order that waits for nothing else fills at this price. */
  static boolean fills(Ticket ticket, BigDecimal market) {
    if (ticket.pricing() instanceof Pricing.OnClose) {
      // The day has no close here.
      return false;
    }
    Optional<BigDecimal> limit = ticket.pricing().limitPrice();
    return limit.isEmpty()
        || (ticket.side() == Side.BUY
            ? market.compareTo(limit.get()) <= 0
            : market.compareTo(limit.get()) >= 0);
  }
}
