package io.github.cpapi.client.transport;

import io.github.cpapi.client.pacing.PacingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The call was not sent, because no connection could be made or because of the rate limits, a
 * penalty or an interrupt. It placed, changed and cancelled nothing.
 */
public final class NotSentException extends CpapiException {

  private static final long serialVersionUID = 1L;

  private final @Nullable PacingException pacing;

  NotSentException(PacingException pacing) {
    super(
        String.valueOf(pacing.getMessage()), pacing.operation(), RetrySafety.SAFE, 0, null, pacing);
    this.pacing = pacing;
  }

  NotSentException(String message, String operation, Throwable cause) {
    super(message, operation, RetrySafety.SAFE, 0, null, cause);
    this.pacing = null;
  }

  /**
   * Returns why pacing did not send the call: a wait that was too long, a penalty, or an interrupt.
   * Empty if no connection could be made.
   */
  public Optional<PacingException> pacing() {
    return Optional.ofNullable(pacing);
  }
}
