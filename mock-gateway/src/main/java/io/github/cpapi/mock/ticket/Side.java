package io.github.cpapi.mock.ticket;

/** The side of an order. */
public enum Side {
  /** Buys. */
  BUY,
  /** Sells. */
  SELL
}
