package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * At what price an order is to be executed. Prices are in the contract's currency, for one unit.
 */
public sealed interface Pricing {

  /** At whatever price there is ({@code MKT}). */
  record Market() implements Pricing {}

  /**
   * At this price or a better one ({@code LMT}).
   *
   * @param price the limit
   */
  record Limit(BigDecimal price) implements Pricing {}

  /**
   * At the market, as soon as the market reaches the trigger ({@code STP}).
   *
   * @param trigger sent as {@code price} (Q12)
   */
  record Stop(BigDecimal trigger) implements Pricing {}

  /**
   * As a limit order, as soon as the market reaches the trigger ({@code STOP_LIMIT}).
   *
   * @param trigger sent as {@code auxPrice} (Q12)
   * @param price the limit
   */
  record StopLimit(BigDecimal trigger, BigDecimal price) implements Pricing {}

  /**
   * As a stop whose trigger follows the market at a distance ({@code TRAIL}).
   *
   * @param trail the distance
   * @param firstTrigger where the trigger starts, or null where the distance decides
   */
  record Trailing(Trail trail, @Nullable BigDecimal firstTrigger) implements Pricing {}

  /**
   * As a trailing stop that becomes a limit order ({@code TRAILLMT}).
   *
   * @param trail the distance
   * @param trigger where the trigger starts, sent as {@code auxPrice}
   * @param price the limit
   */
  record TrailingLimit(Trail trail, BigDecimal trigger, BigDecimal price) implements Pricing {}

  /**
   * Between bid and ask ({@code MIDPRICE}).
   *
   * @param cap the worst price, or null for none
   */
  record MidPrice(@Nullable BigDecimal cap) implements Pricing {}

  /**
   * A distance from the market.
   *
   * @param distance more than 0
   * @param inPercent whether it is a percentage of the market price and not an amount of money
   */
  record Trail(BigDecimal distance, boolean inPercent) {}
}
