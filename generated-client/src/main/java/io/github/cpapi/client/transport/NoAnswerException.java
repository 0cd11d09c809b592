package io.github.cpapi.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * No answer came: the connection failed, broke or took longer than the time-out. An order may have
 * been placed all the same, unless {@link #retrySafety()} is {@code SAFE}: where the connection
 * could not be made, not one byte of the request was sent.
 */
public final class NoAnswerException extends CpapiException {

  private static final long serialVersionUID = 1L;

  NoAnswerException(
      String message, String operation, RetrySafety retrySafety, @Nullable Throwable cause) {
    super(message, operation, retrySafety, 0, null, cause);
  }
}
