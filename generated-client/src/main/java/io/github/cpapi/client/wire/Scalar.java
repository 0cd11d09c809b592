package io.github.cpapi.client.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * A value that the gateway sends as text in some places and as a number or a boolean in others,
 * such as an order id or the default of an algo parameter. It is written in the form in which it
 * was read.
 */
public sealed interface Scalar {

  /** Returns the value as text; numbers in plain notation. */
  String text();

  /** Returns a text. */
  static Scalar of(String value) {
    return new Text(value);
  }

  /** Returns a number. */
  static Scalar of(BigDecimal value) {
    return new Number(value);
  }

  /** Returns a whole number. */
  static Scalar of(long value) {
    return new Number(BigDecimal.valueOf(value));
  }

  /** Returns a boolean. */
  static Scalar of(boolean value) {
    return new Bool(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static Scalar read(Object raw) {
    if (raw instanceof Boolean bool) {
      return new Bool(bool);
    }
    if (raw instanceof java.lang.Number) {
      return new Number(Decimals.writable(new BigDecimal(raw.toString())));
    }
    if (raw instanceof String text) {
      return new Text(text);
    }
    throw new IllegalArgumentException(
        "expected text, a number or a boolean, but got " + raw.getClass().getSimpleName());
  }

  /** A text. */
  record Text(@JsonValue String text) implements Scalar {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A number.
   *
   * @param value the number
   */
  record Number(@JsonValue BigDecimal value) implements Scalar {
    @Override
    public String text() {
      return value.toPlainString();
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /** A boolean. */
  record Bool(@JsonValue boolean value) implements Scalar {
    @Override
    public String text() {
      return String.valueOf(value);
    }

    @Override
    public String toString() {
      return text();
    }
  }
}
