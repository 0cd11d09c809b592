package io.github.cpapi.client.wire;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decimal numbers in plain notation, without exponents. */
public final class Decimals {

  private static final int MAX_SCALE = 1000;
  private static final int MAX_DIGITS = 15;
  private static final int MAX_DECIMALS = 10;

  private static final Pattern WRITTEN = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,10})?");
  private static final Pattern READ = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private Decimals() {}

  /**
   * Checks that a number can be written in plain notation: {@code 1e999999999} has ten characters
   * but would become a gigabyte.
   *
   * @throws IllegalArgumentException if the number has more than 1000 zeros or decimals
   */
  public static BigDecimal writable(BigDecimal number) {
    if (Math.abs((long) number.scale()) > MAX_SCALE) {
      throw new IllegalArgumentException(
          "expected a number with at most " + MAX_SCALE + " zeros or decimals, but got " + number);
    }
    return number;
  }

  /**
   * Parses a number from a caller. Exponents are rejected: 1e5 is more likely a typo than a size.
   *
   * @param name the name of the argument
   * @param value the number, at most 15 digits and 10 decimals
   * @return the number
   * @throws IllegalArgumentException if it is not such a number
   */
  public static BigDecimal parse(String name, String value) {
    Given.value(name, value);
    if (!WRITTEN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          name + ": expected a number such as 142.50, but got '" + value + "'");
    }
    return new BigDecimal(value);
  }

  /**
   * Checks a number from a caller for the same limits as {@link #parse}.
   *
   * @param name the name of the argument
   * @param value the number, at most 15 digits before the point and 10 decimals
   * @return the number, with its scale
   * @throws IllegalArgumentException if it has more digits
   */
  public static BigDecimal check(String name, BigDecimal value) {
    Given.value(name, value);
    long scale = value.scale();
    if (scale > MAX_DECIMALS || value.precision() - scale > MAX_DIGITS) {
      throw new IllegalArgumentException(
          name
              + ": expected at most "
              + MAX_DIGITS
              + " digits and "
              + MAX_DECIMALS
              + " decimals, but got "
              + value);
    }
    return value;
  }

  /**
   * Checks a number from a caller that must be more than zero.
   *
   * @param name the name of the argument
   * @param value the number, at most 15 digits before the point and 10 decimals
   * @return the number, with its scale
   * @throws IllegalArgumentException if it has more digits, or is not more than zero
   */
  public static BigDecimal checkPositive(String name, BigDecimal value) {
    if (check(name, value).signum() <= 0) {
      throw new IllegalArgumentException(
          name + ": expected more than 0, but got " + value.toPlainString());
    }
    return value;
  }

  /**
   * Parses a number that the gateway sends as text.
   *
   * @param text digits, with or without a sign and decimals
   * @return the number; empty if the text is missing or not such a number
   */
  public static Optional<BigDecimal> read(@Nullable String text) {
    return text == null || !READ.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(new BigDecimal(text));
  }
}
