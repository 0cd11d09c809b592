package io.github.cpapi.client.order;

import io.github.cpapi.client.wire.Given;
import java.math.BigDecimal;

/** Sizes and prices as a person writes them. An exponent could make a size of a slip. */
final class Amounts {

  private Amounts() {}

  static BigDecimal positive(String name, String value) {
    BigDecimal number = number(name, value);
    if (number.signum() <= 0) {
      throw new IllegalArgumentException(name + ": expected more than 0, but got " + value);
    }
    return number;
  }

  static BigDecimal number(String name, String value) {
    Given.value(name, value);
    if (!value.matches("-?[0-9]{1,15}(\\.[0-9]{1,10})?")) {
      throw new IllegalArgumentException(
          name + ": expected a number such as 142.50, but got '" + value + "'");
    }
    return new BigDecimal(value);
  }
}
