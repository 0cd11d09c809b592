package io.github.cpapi.client.pacing;

/** Who goes first when calls wait for the limit of all operations. */
enum Priority {
  /** An answer to a question, or a cancel: without it an order hangs, or goes on. */
  ANSWER,
  /** A look at an order whose fate is not known. */
  LOOK,
  /** A new order, or a change. */
  ORDER,
  /** Anything else. */
  READ
}
