package io.github.cpapi.mock.fault;

import java.time.Duration;

/**
 * How an answer comes over the wire.
 *
 * @param shape how much of it comes
 * @param delay how long it takes until that comes, in real time: what waits is the client
 */
public record Delivery(Shape shape, Duration delay) {

  /** The whole answer, at once. */
  public static final Delivery NORMAL = new Delivery(Shape.WHOLE, Duration.ZERO);

  /** How much of an answer comes. */
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
    RESET
  }

  /**
   * Tells whether anything is out of the ordinary.
   *
   * @return whether not
   */
  public boolean isNormal() {
    return equals(NORMAL);
  }
}
