package io.github.cpapi.client.policy;

import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.client.wire.Given;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An upper bound of a number in a question, beyond which the question is declined.
 *
 * @param placeholder which number: {@link Placeholder#VALUE} or {@link Placeholder#LIMIT}
 * @param max the greatest accepted value
 * @param currency the currency of the amount, or null if the question names none
 */
public record Bound(Placeholder placeholder, BigDecimal max, @Nullable String currency) {

  /**
   * Checks the bound.
   *
   * @throws IllegalArgumentException if the value is not more than 0, or the currency is not three
   *     letters
   */
  public Bound {
    Given.value("placeholder", placeholder);
    Decimals.checkPositive("max", max);
    if (currency != null && !currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "currency: expected three letters such as USD, but got '" + currency + "'");
    }
  }

  /**
   * Bounds a number without a currency.
   *
   * @param placeholder which number
   * @param max the greatest accepted value, for example {@code "3"}
   */
  public static Bound atMost(Placeholder placeholder, String max) {
    return atMost(placeholder, Decimals.parse("max", max));
  }

  /**
   * Like {@link #atMost(Placeholder, String)}.
   *
   * @param placeholder which number
   * @param max the greatest accepted value
   */
  public static Bound atMost(Placeholder placeholder, BigDecimal max) {
    return new Bound(placeholder, max, null);
  }

  /**
   * Bounds an amount of money. Any amount in another currency is declined.
   *
   * @param placeholder which amount
   * @param max the greatest accepted amount, for example {@code "50000"}
   * @param currency three letters
   */
  public static Bound atMost(Placeholder placeholder, String max, String currency) {
    return atMost(placeholder, Decimals.parse("max", max), currency);
  }

  /**
   * Like {@link #atMost(Placeholder, String, String)}.
   *
   * @param placeholder which amount
   * @param max the greatest accepted amount
   * @param currency three letters
   */
  public static Bound atMost(Placeholder placeholder, BigDecimal max, String currency) {
    return new Bound(placeholder, max, Given.value("currency", currency));
  }

  /** Throws if the text lacks the number, or has a currency where the bound has none. */
  void check(QuestionText text) {
    if (!text.numbers().contains(placeholder)) {
      throw new IllegalArgumentException(
          "placeholder: expected one of "
              + text.numbers()
              + " in the text of "
              + text.messageId()
              + ", but got "
              + placeholder);
    }
    if (text.namesCurrency() != (currency != null)) {
      throw new IllegalArgumentException(
          "currency: the text of "
              + text.messageId()
              + (currency == null ? " names one; say which" : " names none; leave it out"));
    }
  }

  /** Why the number in a question is not accepted; empty if it is. */
  Optional<String> brokenBy(QuestionText.Reading reading) {
    if (currency != null && !currency.equals(reading.currency())) {
      return Optional.of(
          placeholder + " is in " + reading.currency() + ", and the policy bounds " + currency);
    }
    BigDecimal number = reading.number(placeholder);
    return number.compareTo(max) <= 0
        ? Optional.empty()
        : Optional.of(
            placeholder
                + " is "
                + number.toPlainString()
                + ", and the policy accepts at most "
                + max.toPlainString());
  }
}
