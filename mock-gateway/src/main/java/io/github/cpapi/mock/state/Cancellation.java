package io.github.cpapi.mock.state;

/** The outcome of a request to cancel an order. */
public enum Cancellation {
  /** The request is accepted; the order is cancelled later. */
  REQUESTED,
  /** The order awaits a reply to a question. */
  INACTIVE,
  /** The order is filled or cancelled. */
  TOO_LATE,
  /** The account has no such order. */
  UNKNOWN
}
