package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pricing of an order. Prices are in the contract's currency, for one unit. */
public sealed interface Pricing {

  /** Returns the limit or the cap; empty if the order accepts any price. */
  default Optional<BigDecimal> limitPrice() {
    return Optional.empty();
  }

  /** Returns the trigger price; empty if there is none or it depends on the market. */
  default Optional<BigDecimal> triggerPrice() {
    return Optional.empty();
  }

  /** Returns whether the order is a stop of any kind. */
  default boolean isStop() {
    return this instanceof Stop
        || this instanceof StopLimit
        || this instanceof Trailing
        || this instanceof TrailingLimit;
  }

  /** At the market price ({@code MKT}). */
  record Market() implements Pricing {}

  /**
   * At this price or a better one ({@code LMT}).
   *
   * @param price the limit; may be negative for a combo (Q21)
   */
  record Limit(BigDecimal price) implements Pricing {

    @Override
    public Optional<BigDecimal> limitPrice() {
      return Optional.of(price);
    }
  }

  /**
   * At the market, as soon as the market reaches the trigger ({@code STP}).
   *
   * @param trigger sent as {@code price} (Q12)
   */
  record Stop(BigDecimal trigger) implements Pricing {

    @Override
    public Optional<BigDecimal> triggerPrice() {
      return Optional.of(trigger);
    }
  }

  /**
   * As a limit order, as soon as the market reaches the trigger ({@code STOP_LIMIT}).
   *
   * @param trigger sent as {@code auxPrice} (Q12)
   * @param price the limit
   */
  record StopLimit(BigDecimal trigger, BigDecimal price) implements Pricing {

    @Override
    public Optional<BigDecimal> limitPrice() {
      return Optional.of(price);
    }

    @Override
    public Optional<BigDecimal> triggerPrice() {
      return Optional.of(trigger);
    }
  }

  /**
   * As a stop whose trigger follows the market at a distance ({@code TRAIL}).
   *
   * @param trail the distance
   * @param firstTrigger the first trigger; null to derive it from the distance
   */
  record Trailing(Trail trail, @Nullable BigDecimal firstTrigger) implements Pricing {

    @Override
    public Optional<BigDecimal> triggerPrice() {
      return Optional.ofNullable(firstTrigger);
    }
  }

  /**
   * As a trailing stop that becomes a limit order ({@code TRAILLMT}).
   *
   * @param trail the distance
   * @param trigger the first trigger, sent as {@code auxPrice}
   * @param price the limit
   */
  record TrailingLimit(Trail trail, BigDecimal trigger, BigDecimal price) implements Pricing {

    @Override
    public Optional<BigDecimal> limitPrice() {
      return Optional.of(price);
    }

    @Override
    public Optional<BigDecimal> triggerPrice() {
      return Optional.of(trigger);
    }
  }

  /**
   * Between bid and ask ({@code MIDPRICE}).
   *
   * @param cap the maximum price of a purchase or minimum price of a sale; null for none
   */
  record MidPrice(@Nullable BigDecimal cap) implements Pricing {

    @Override
    public Optional<BigDecimal> limitPrice() {
      return Optional.ofNullable(cap);
    }
  }

  /**
   * In the closing auction ({@code LOC} and {@code MOC}).
   *
   * @param limit the limit; null for a market order
   */
  record OnClose(@Nullable BigDecimal limit) implements Pricing {

    @Override
    public Optional<BigDecimal> limitPrice() {
      return Optional.ofNullable(limit);
    }
  }

  /**
   * A distance from the market.
   *
   * @param distance more than 0
   * @param inPercent whether it is a percentage of the market price and not an amount of money
   */
  record Trail(BigDecimal distance, boolean inPercent) {}
}
