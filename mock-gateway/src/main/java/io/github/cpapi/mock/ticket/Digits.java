package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;

/** The limit for the digits of sizes and prices. */
public final class Digits {

  /** More than any order needs, and few enough to be written without an exponent. */
  public static final int MAX_DIGITS = 15;

  /** The limit of the JSON parser; only zeros can reach it. */
  private static final int MAX_ZEROS = 1000;

  private Digits() {}

  /**
   * Returns whether a number has more than {@value #MAX_DIGITS} digits before or after the point.
   * Trailing zeros do not count.
   */
  public static boolean areTooMany(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return Math.abs((long) number.scale()) > MAX_ZEROS
        || stripped.scale() > MAX_DIGITS
        || (long) stripped.precision() - stripped.scale() > MAX_DIGITS;
  }
}
