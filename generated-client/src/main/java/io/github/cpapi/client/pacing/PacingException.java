package io.github.cpapi.client.pacing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call was held back and not sent. It may be made again later.
 *
 * <p>Thrown by calls of the generated interfaces. The desks throw {@code NotSentException} with
 * this exception as its cause.
 */
public abstract sealed class PacingException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String operation;

  private PacingException(String operation, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.operation = operation;
  }

  /** Returns the operation that was not sent, by its operationId in the contract. */
  public String operation() {
    return operation;
  }

  /** The rate limits would have delayed the call for longer than allowed. */
  public static final class WaitTooLong extends PacingException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;
    private final Duration maxWait;

    WaitTooLong(String operation, Duration wait, Duration maxWait) {
      super(
          operation,
          "not sent: the rate limits allow it in " + wait + ", but maxWait is " + maxWait,
          null);
      this.wait = wait;
      this.maxWait = maxWait;
    }

    /** Returns how much longer the call would have had to wait, as estimated when it failed. */
    public Duration remainingWait() {
      return wait;
    }

    /** Returns how long the call was allowed to wait. */
    public Duration maxWait() {
      return maxWait;
    }
  }

  /** The gateway answered an earlier call with 429, and the penalty is not over. */
  public static final class InPenaltyBox extends PacingException {
    private static final long serialVersionUID = 1L;

    private final Instant until;
    private final Duration remaining;

    InPenaltyBox(String operation, Instant until, Duration remaining) {
      super(
          operation,
          "not sent: the gateway answered 429 (too many requests), so nothing is sent until "
              + until
              + ", for another "
              + remaining,
          null);
      this.until = until;
      this.remaining = remaining;
    }

    /** Returns when the penalty ends. */
    public Instant until() {
      return until;
    }

    /** Returns the time from this exception to the end of the penalty. */
    public Duration remaining() {
      return remaining;
    }
  }

  /** The thread was interrupted while the call waited. Its interrupt flag is set again. */
  public static final class Interrupted extends PacingException {
    private static final long serialVersionUID = 1L;

    Interrupted(String operation, InterruptedException cause) {
      super(operation, "not sent: the thread was interrupted while the call waited", cause);
    }
  }
}
