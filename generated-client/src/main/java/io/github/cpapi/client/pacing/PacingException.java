package io.github.cpapi.client.pacing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call was not sent, and nothing of it has left this process. Making it again later does no harm.
 *
 * <p>Whoever executes the calls of the generated interfaces on his own meets this exception; the
 * desks throw {@code NotSentException} with this one as its cause.
 */
public abstract sealed class PacingException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String operation;

  private PacingException(String operation, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.operation = operation;
  }

  /**
   * Returns the operation that was not sent.
   *
   * @return its operationId in the contract
   */
  public String operation() {
    return operation;
  }

  /** The call would have had to wait longer than it was allowed to. */
  public static final class WaitTooLong extends PacingException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;
    private final Duration maxWait;

    WaitTooLong(String operation, Duration wait, Duration maxWait) {
      super(
          operation,
          "not sent: the limit allows it in " + wait + ", and the longest wait is " + maxWait,
          null);
      this.wait = wait;
      this.maxWait = maxWait;
    }

    /**
     * Returns how long the call would still have had to wait.
     *
     * @return the wait, as things stood
     */
    public Duration remainingWait() {
      return wait;
    }

    /**
     * Returns how long it was allowed to wait.
     *
     * @return the longest wait
     */
    public Duration maxWait() {
      return maxWait;
    }
  }

  /** The gateway answered an earlier call with 429, and the lock-out that follows is not over. */
  public static final class InPenaltyBox extends PacingException {
    private static final long serialVersionUID = 1L;

    private final Instant until;
    private final Duration remaining;

    InPenaltyBox(String operation, Instant until, Duration remaining) {
      super(
          operation,
          "not sent: the gateway answered 429 (too many requests), so nothing is sent until "
              + until
              + ", that is for "
              + remaining,
          null);
      this.until = until;
      this.remaining = remaining;
    }

    /**
     * Returns when calls are made again.
     *
     * @return the end of the lock-out
     */
    public Instant until() {
      return until;
    }

    /**
     * Returns how long that is.
     *
     * @return the time from this exception to the end of the lock-out
     */
    public Duration remaining() {
      return remaining;
    }
  }

  /** The thread was interrupted while the call waited. It still is: the flag is set. */
  public static final class Interrupted extends PacingException {
    private static final long serialVersionUID = 1L;

    Interrupted(String operation, InterruptedException cause) {
      super(operation, "not sent: the thread was interrupted while the call waited", cause);
    }
  }
}
