package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;

/** At what price an order is to be executed. */
public sealed interface Pricing {

  /** At whatever price there is. */
  record Market() implements Pricing {}

  /**
   * At this price or a better one.
   *
   * @param price in the contract's currency, for one unit
   */
  record Limit(BigDecimal price) implements Pricing {}
}
