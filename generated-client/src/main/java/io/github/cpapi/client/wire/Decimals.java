package io.github.cpapi.client.wire;

import java.math.BigDecimal;

/** The numbers that an answer may hold. */
public final class Decimals {

  private static final int MAX_SCALE = 1000;

  private Decimals() {}

  /**
   * Checks that a number can be written in digits: {@code 1e999999999} takes ten characters to read
   * and a gigabyte to write.
   *
   * @param number the number as it was read
   * @return the number
   * @throws IllegalArgumentException if it has more than 1000 zeros or decimals
   */
  public static BigDecimal writable(BigDecimal number) {
    if (Math.abs((long) number.scale()) > MAX_SCALE) {
      throw new IllegalArgumentException(
          "expected a number of at most " + MAX_SCALE + " zeros or decimals, but got " + number);
    }
    return number;
  }
}
