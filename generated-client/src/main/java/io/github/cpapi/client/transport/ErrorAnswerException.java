package io.github.cpapi.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * An answer with an error status. The gateway's error text, if any, is in the message and in the
 * raw body.
 */
public final class ErrorAnswerException extends CpapiException {

  private static final long serialVersionUID = 1L;

  ErrorAnswerException(
      String message,
      String operation,
      RetrySafety retrySafety,
      int status,
      @Nullable String rawBody) {
    super(message, operation, retrySafety, status, rawBody, null);
  }
}
