package io.github.cpapi.client.policy;

import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.client.wire.Given;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a number inside a question may be for the question to be accepted.
 *
 * @param placeholder which number: {@link Placeholder#VALUE} or {@link Placeholder#LIMIT}
 * @param max the greatest value that is accepted
 * @param currency the currency of the amount, or null where the question names none
 */
public record Bound(Placeholder placeholder, BigDecimal max, @Nullable String currency) {

  /**
   * Bounds a number without a currency.
   *
   * @param placeholder which number
   * @param most the greatest value that is accepted, for example {@code "3"}
   */
  public static Bound atMost(Placeholder placeholder, String most) {
    return atMost(placeholder, Decimals.parse("most", most));
  }

  /**
   * Like {@link #atMost(Placeholder, String)}.
   *
   * @param placeholder which number
   * @param most the greatest value that is accepted
   */
  public static Bound atMost(Placeholder placeholder, BigDecimal most) {
    Given.value("placeholder", placeholder);
    return new Bound(placeholder, Decimals.checkPositive("most", most), null);
  }

  /**
   * Bounds an amount of money. An amount in another currency is not accepted, whatever it is.
   *
   * @param placeholder which amount
   * @param most the greatest amount that is accepted, for example {@code "50000"}
   * @param currency three letters
   */
  public static Bound atMost(Placeholder placeholder, String most, String currency) {
    return atMost(placeholder, Decimals.parse("most", most), currency);
  }

  /**
   * Like {@link #atMost(Placeholder, String, String)}.
   *
   * @param placeholder which amount
   * @param most the greatest amount that is accepted
   * @param currency three letters
   */
  public static Bound atMost(Placeholder placeholder, BigDecimal most, String currency) {
    Given.value("placeholder", placeholder);
    Given.value("currency", currency);
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "currency: expected three letters such as USD, but got '" + currency + "'");
    }
    return new Bound(placeholder, Decimals.checkPositive("most", most), currency);
  }

  /** Holds the bound against a text that it could never bound. */
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

  /** Why the number in a question is not accepted; nothing where it is. */
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
