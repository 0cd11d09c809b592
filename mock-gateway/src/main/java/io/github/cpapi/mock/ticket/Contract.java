package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be traded in a scenario.
 *
 * @param conid IBKR's id of it
 * @param symbol for example {@code AAPL}
 * @param secType for example {@code STK}
 * @param listing the listing as the broker's questions name it, for example {@code NASDAQ.NMS}
 * @param company the company as the broker spells it
 * @param currency ISO 4217
 * @param referencePrice the price at which market orders fill, and from which limits are far or
 *     near; that of a combo can be 0 or less
 * @param tick the smallest step of a price
 * @param multiplier what one unit is worth for one unit of price: 1 for a stock
 * @param marketData whether the account has market data for it
 * @param derivative what a future or an option is of; null for everything else
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

  /** The type of several contracts that are traded as one. */
  public static final String COMBO = "BAG";

  /** The type of a pair of currencies. */
  public static final String FOREX = "CASH";

  /** The type of a future. */
  public static final String FUTURE = "FUT";

  /** The type of an option. */
  public static final String OPTION = "OPT";

  /** The type of a stock or a fund. */
  public static final String STOCK = "STK";

  /**
   * Returns what a future or an option is of.
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
   * Moves the market.
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
   * Says what it is of.
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
