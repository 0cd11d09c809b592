package io.github.cpapi.mock.reading;

import java.util.Locale;

/** How an order is refused, as {@code metadata.plays} of the recordings of placeOrders says. */
public enum Refusal {
  ALL_OR_NONE_FUTURE,
  CASH_SALE,
  FRACTION_OUTSIDE_HOURS,
  FUTURE_OPERATOR,
  MARKET_OUTSIDE_HOURS,
  NO_CONTRACT,
  PRICE_FIELDS,
  SIDE,
  SIZE_ZERO,
  STOP_OUTSIDE_HOURS,
  TIME_IN_FORCE,
  UNKNOWN_CONTRACT,
  UNREADABLE_VALUE,
  WRONG_TYPE;

  /** What {@code metadata.plays} calls it. */
  public String situation() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
