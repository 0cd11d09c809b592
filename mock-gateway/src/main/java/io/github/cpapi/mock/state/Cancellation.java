package io.github.cpapi.mock.state;

/** What became of the wish to cancel an order. */
public enum Cancellation {
  /** The wish was taken; the order is cancelled later. */
  REQUESTED,
  /** A question about the order is open. */
  INACTIVE,
  /** The order is filled or cancelled. */
  TOO_LATE,
  /** The account has no such order. */
  UNKNOWN
}
