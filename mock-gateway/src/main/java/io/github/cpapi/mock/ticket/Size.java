package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;

/** The size of an order. */
public sealed interface Size {

  /**
   * A number of shares, contracts or units.
   *
   * @param quantity more than 0
   */
  record Units(BigDecimal quantity) implements Size {}

  /**
   * An amount of money ({@code cashQty}).
   *
   * @param amount in the contract's currency, more than 0
   */
  record Cash(BigDecimal amount) implements Size {}
}
