package io.github.cpapi.client.transport;

import org.jspecify.annotations.Nullable;

/** An answer that does not match the contract. An order may have been placed nevertheless. */
public final class UnreadableAnswerException extends CpapiException {

  private static final long serialVersionUID = 1L;

  UnreadableAnswerException(
      String message,
      String operation,
      RetrySafety retrySafety,
      int status,
      @Nullable String rawBody,
      @Nullable Throwable cause) {
    super(message, operation, retrySafety, status, rawBody, cause);
  }
}
