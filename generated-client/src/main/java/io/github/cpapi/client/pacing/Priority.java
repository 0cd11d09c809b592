package io.github.cpapi.client.pacing;

/** The priority of a call that waits for the limit of all operations, highest first. */
enum Priority {
  /** A reply to a question, or a cancellation: an order depends on it. */
  ANSWER,
  /** A lookup of an order whose outcome is not known. */
  LOOKUP,
  /** A new order or a modification. */
  ORDER,
  /** Anything else. */
  READ
}
