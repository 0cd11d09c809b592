package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A contract that can be traded in a scenario.
 *
 * @param conid IBKR's id
 * @param symbol for example {@code AAPL}
 * @param secType for example {@code STK}
 * @param listing the listing as the broker's questions name it, for example {@code NASDAQ.NMS}
 * @param company the company as the broker spells it
 * @param currency ISO 4217
 * @param referencePrice the price at which market orders fill and from which the distance of limits
 *     is measured; 0 or less is possible for a combo
 * @param tick the smallest step of a price
 * @param multiplier the value of one unit at a price of 1; 1 for a stock
 * @param marketData whether the account has market data for the contract
 * @param derivative the underlying and expiry of a future or option; null for other types
 */
public record Contract(
    long conid,
    String symbol,
    String secType,
    String listing,
    String company,
    String currency,
    BigDecimal referencePrice,
    BigDecimal tick,
    BigDecimal multiplier,
    boolean marketData,
    @Nullable Derivative derivative) {

  /** The type of a combo: several contracts traded as one. */
  public static final String COMBO = "BAG";

  /** The type of a currency pair. */
  public static final String FOREX = "CASH";

  /** The type of a future. */
  public static final String FUTURE = "FUT";

  /** The type of an option. */
  public static final String OPTION = "OPT";

  /** The type of a stock or a fund. */
  public static final String STOCK = "STK";

  /**
   * Returns the underlying and expiry of a future or an option.
   *
   * @throws IllegalStateException for any other contract
   */
  public Derivative asDerivative() {
    if (derivative == null) {
      throw new IllegalStateException(
          "contract %d: a %s is no derivative".formatted(conid, secType));
    }
    return derivative;
  }

  /**
   * Sets the reference price.
   *
   * @param price the reference price
   * @return a copy
   */
  public Contract at(BigDecimal price) {
    return new Contract(
        conid,
        symbol,
        secType,
        listing,
        company,
        currency,
        price,
        tick,
        multiplier,
        marketData,
        derivative);
  }

  /**
   * Sets the underlying and expiry.
   *
   * @param derivative the underlying, the expiry and, for an option, strike and right
   * @return a copy
   */
  public Contract with(Derivative derivative) {
    return new Contract(
        conid,
        symbol,
        secType,
        listing,
        company,
        currency,
        referencePrice,
        tick,
        multiplier,
        marketData,
        derivative);
  }
}
