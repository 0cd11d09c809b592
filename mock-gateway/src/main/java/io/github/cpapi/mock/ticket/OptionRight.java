package io.github.cpapi.mock.ticket;

/** What an option gives the right to: to buy its underlying, or to sell it. */
public enum OptionRight {
  /** To buy. */
  CALL,
  /** To sell. */
  PUT;

  /**
   * Returns the letter that stands for it.
   *
   * @return {@code C} or {@code P}
   */
  public String letter() {
    return name().substring(0, 1);
  }
}
