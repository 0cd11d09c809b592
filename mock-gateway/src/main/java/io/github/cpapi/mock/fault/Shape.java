package io.github.cpapi.mock.fault;

/** The part of an answer that is sent. */
public enum Shape {
  /** All of it. */
  WHOLE,
  /** Nothing, on a connection that stays open until the client or the mock closes it. */
  SILENCE,
  /** The headers and the first half of the body; the connection stays open. */
  HALF,
  /** The headers and the first half of the body; then the connection is closed. */
  HALF_THEN_CLOSED,
  /** Nothing: the connection is reset. */
  RESET;

  /** Returns whether the client receives a status and headers. */
  public boolean hasStatus() {
    return this != SILENCE && this != RESET;
  }
}
