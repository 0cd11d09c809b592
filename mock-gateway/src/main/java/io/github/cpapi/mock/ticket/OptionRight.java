package io.github.cpapi.mock.ticket;

/** The right of an option: to buy its underlying, or to sell it. */
public enum OptionRight {
  /** To buy. */
  CALL,
  /** To sell. */
  PUT;

  /** Returns {@code C} or {@code P}. */
  public String letter() {
    return name().substring(0, 1);
  }
}
