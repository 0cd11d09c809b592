package io.github.cpapi.client.transport;

import io.github.cpapi.client.pacing.PacingException;
import java.util.Objects;

/**
 * Not one byte of the call was sent, so nothing was placed, changed or cancelled by it, and it may
 * be made again. The {@linkplain #getCause cause} says why: a {@link PacingException} where the
 * limits, a penalty or an interrupt held it back, and any other exception where no connection could
 * be made.
 */
public final class NotSentException extends CpapiException {

  private static final long serialVersionUID = 1L;

  NotSentException(PacingException cause) {
    super(String.valueOf(cause.getMessage()), cause.operation(), RetrySafety.SAFE, 0, null, cause);
  }

  NotSentException(String message, String operation, Throwable cause) {
    super("nothing was sent: " + message, operation, RetrySafety.SAFE, 0, null, cause);
  }

  /**
   * Returns why it was not sent.
   *
   * @return the cause
   */
  @Override
  public synchronized Throwable getCause() {
    return Objects.requireNonNull(super.getCause());
  }
}
