package io.github.cpapi.client.transport;

import io.github.cpapi.client.pacing.PacingException;

/**
 * The call was not sent, because of the pacing limits, a lock-out or an interrupt; the cause says
 * which. Nothing was placed, changed or cancelled by it.
 */
public final class NotSentException extends CpapiException {

  private static final long serialVersionUID = 1L;

  private final PacingException cause;

  NotSentException(PacingException cause) {
    super(String.valueOf(cause.getMessage()), cause.operation(), RetrySafety.SAFE, 0, null, cause);
    this.cause = cause;
  }

  /**
   * Returns why it was not sent: a wait that was too long, a lock-out and its end, or an interrupt.
   *
   * @return the cause
   */
  @Override
  public synchronized PacingException getCause() {
    return cause;
  }
}
