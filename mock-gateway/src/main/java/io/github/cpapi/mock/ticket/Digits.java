package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;

/** How long a size or a price may be, so that it can be calculated with and written out. */
public final class Digits {

  /** More than any order has, and few enough to be written out without an exponent. */
  public static final int MAX_DIGITS = 15;

  /** As many as JSON is read with; only zeros can be more. */
  private static final int MAX_ZEROS = 1000;

  private Digits() {}

  /**
   * Tells whether a number is too long. The zeros at its end say nothing and do not count.
   *
   * @param number any number
   * @return whether it has more than {@value #MAX_DIGITS} digits before or behind the point
   */
  public static boolean areTooMany(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return Math.abs((long) number.scale()) > MAX_ZEROS
        || stripped.scale() > MAX_DIGITS
        || (long) stripped.precision() - stripped.scale() > MAX_DIGITS;
  }
}
