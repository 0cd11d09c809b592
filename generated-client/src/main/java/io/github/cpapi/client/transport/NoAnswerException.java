package io.github.cpapi.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * The call was sent, wholly or in part, and no answer came: the connection broke, or the answer
 * took longer than the time-out. An order may have been placed all the same. A call that was never
 * sent is a {@link NotSentException}.
 */
public final class NoAnswerException extends CpapiException {

  private static final long serialVersionUID = 1L;

  NoAnswerException(
      String message, String operation, RetrySafety retrySafety, @Nullable Throwable cause) {
    super(message, operation, retrySafety, 0, null, cause);
  }
}
