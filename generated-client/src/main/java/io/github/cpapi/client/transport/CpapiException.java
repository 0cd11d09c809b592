package io.github.cpapi.client.transport;

import io.github.cpapi.client.wire.Redactor;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A call that did not return the answer that the contract promises. Outcomes that a trader handles,
 * such as a refused order, are values and never exceptions.
 */
public abstract sealed class CpapiException extends RuntimeException
    permits NotSentException,
        NoAnswerException,
        NotLoggedInException,
        UnsupportedByMockException,
        ErrorAnswerException,
        UnreadableAnswerException {

  private static final long serialVersionUID = 1L;

  private final String operation;
  private final RetrySafety retrySafety;
  private final int status;
  private final @Nullable String rawBody;

  CpapiException(
      String message,
      String operation,
      RetrySafety retrySafety,
      int status,
      @Nullable String rawBody,
      @Nullable Throwable cause) {
    super(Redactor.redact(operation + ": " + message), cause);
    this.operation = operation;
    this.retrySafety = retrySafety;
    this.status = status;
    this.rawBody = rawBody == null ? null : Redactor.redact(rawBody);
  }

  /** Returns the operation that was called, by its operationId in the contract. */
  public String operation() {
    return operation;
  }

  /** Returns whether the call may be made again. */
  public RetrySafety retrySafety() {
    return retrySafety;
  }

  /** Returns the HTTP status of the answer; empty if no answer came. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Returns the body of the answer with account ids masked; empty if no answer came. */
  public Optional<String> rawBody() {
    return Optional.ofNullable(rawBody);
  }
}
