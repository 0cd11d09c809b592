package io.github.cpapi.mock.reading;

import java.util.Locale;

/**
 * How a ticket is refused whose form is wrong; {@code metadata.plays} of a recording of placeOrders
 * says the same. What is refused for other reasons stands in the scenario.
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

  /** What {@code metadata.plays} calls it. */
  public String situation() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
