package io.github.cpapi.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * No answer came: the connection broke or the answer took longer than the time-out. The request may
 * have been carried out. If nothing was sent, {@link NotSentException} is thrown instead.
 */
public final class NoAnswerException extends CpapiException {

  private static final long serialVersionUID = 1L;

  NoAnswerException(
      String message, String operation, RetrySafety retrySafety, @Nullable Throwable cause) {
    super(message, operation, retrySafety, 0, null, cause);
  }
}
