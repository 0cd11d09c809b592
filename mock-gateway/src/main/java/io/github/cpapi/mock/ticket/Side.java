package io.github.cpapi.mock.ticket;

/** Which way an order goes. */
public enum Side {
  /** Buys. */
  BUY,
  /** Sells. */
  SELL
}
