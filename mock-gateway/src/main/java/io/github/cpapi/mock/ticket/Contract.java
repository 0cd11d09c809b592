package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;

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
 *     near
 * @param tick the smallest step of a price
 * @param multiplier what one unit is worth for one unit of price: 1 for a stock
 * @param marketData whether the account has market data for it
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
    boolean marketData) {}
