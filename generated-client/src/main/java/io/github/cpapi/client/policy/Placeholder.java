package io.github.cpapi.client.policy;

/** A variable part of a question's text. */
public enum Placeholder {
  /** The order that the question is about, for example {@code BUY 1 AAPL NASDAQ.NMS @ 1.00}. */
  ORDER("([^\"]+)"),
  /** The limit that the order exceeds: percent, ticks, a size or an amount of money. */
  LIMIT(Placeholder.NUMBER),
  /** The value of the order. */
  VALUE(Placeholder.NUMBER),
  /** The currency of the amounts, three letters. */
  CURRENCY("([A-Z]{3})");

  /** A comma must separate thousands; elsewhere it could be a decimal comma. */
  private static final String NUMBER = "((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?)";

  private final String regex;

  Placeholder(String regex) {
    this.regex = regex;
  }

  String regex() {
    return regex;
  }

  boolean isNumber() {
    return this == LIMIT || this == VALUE;
  }

  /**
   * Returns the placeholder as written in the text of {@link AnswerPolicy#andAccepting(String,
   * String, Bound...)}.
   *
   * @return the name in braces
   */
  public String inText() {
    return "{" + name() + "}";
  }
}
