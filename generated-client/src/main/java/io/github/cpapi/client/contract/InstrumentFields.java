package io.github.cpapi.client.contract;

import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.client.wire.Given;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Checks the fields of an instrument and brings them into the wire's spelling. */
final class InstrumentFields {

  private InstrumentFields() {}

  static String upperCase(String field, String example, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          field + ": expected something like " + example + ", but got nothing");
    }
    return value.strip().toUpperCase(Locale.ROOT);
  }

  static String currency(String value) {
    if (!value.matches("[A-Za-z]{3}")) {
      throw new IllegalArgumentException(
          "currency: expected three letters such as USD, but got '" + value + "'");
    }
    return value.toUpperCase(Locale.ROOT);
  }

  static String expiry(String value) {
    try {
      if (value.matches("[0-9]{8}")) {
        LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE);
        return value;
      }
      if (value.matches("[0-9]{6}")) {
        month(value);
        return value;
      }
    } catch (DateTimeException notADate) {
      // Refused below, like any other text.
    }
    throw new IllegalArgumentException(
        "expiry: expected a day such as 20270115 or a month such as 202701, but got '"
            + value
            + "'");
  }

  /** The month of an expiry. */
  static YearMonth month(String expiry) {
    return YearMonth.of(
        Integer.parseInt(expiry.substring(0, 4)), Integer.parseInt(expiry.substring(4, 6)));
  }

  static BigDecimal number(String field, String value) {
    Given.value(field, value);
    if (!value.matches("[0-9]{1,15}(\\.[0-9]{1,10})?")) {
      throw new IllegalArgumentException(
          field + ": expected a number such as 187.5, but got '" + value + "'");
    }
    return plain(new BigDecimal(value));
  }

  static BigDecimal number(String field, BigDecimal value) {
    if (Decimals.check(field, value).signum() < 0) {
      throw new IllegalArgumentException(field + ": expected 0 or more, but got " + value);
    }
    return plain(value);
  }

  static String multiplier(String value) {
    return number("multiplier", value).toPlainString();
  }

  /** Without trailing zeros, so that equal numbers are spelled alike. */
  static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
