package io.github.cpapi.mock.fault;

/** How much of an answer comes over the wire. */
public enum Shape {
  /** All of it. */
  WHOLE,
  /** Not a byte, on a connection that stays open until the client or the mock closes it. */
  SILENCE,
  /** The headers and the first half of the body, and then nothing on an open connection. */
  HALF,
  /** The headers and the first half of the body, and then the end of the connection. */
  HALF_THEN_CLOSED,
  /** Nothing: the connection is reset. */
  RESET;

  /**
   * Tells whether the answer begins to come.
   *
   * @return whether the client gets a status and headers
   */
  public boolean hasStatus() {
    return this != SILENCE && this != RESET;
  }
}
