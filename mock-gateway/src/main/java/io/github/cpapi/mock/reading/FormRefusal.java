package io.github.cpapi.mock.reading;

import java.util.Locale;

/**
 * The refusals of malformed tickets. Each is a situation that a recording of placeOrders names in
 * {@code metadata.plays}. Other refusals belong to the scenario.
 */
public enum FormRefusal {
  NO_CONTRACT,
  PRICE_FIELDS,
  SIDE,
  SIZE_ZERO,
  TIME_IN_FORCE,
  UNKNOWN_CONTRACT,
  UNREADABLE_VALUE,
  WRONG_TYPE;

  /** Returns the name in {@code metadata.plays}. */
  public String situation() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
