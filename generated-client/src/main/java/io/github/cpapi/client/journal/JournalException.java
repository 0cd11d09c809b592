package io.github.cpapi.client.journal;

import io.github.cpapi.client.wire.Redactor;
import org.jspecify.annotations.Nullable;

/** The journal cannot be written or read. An order that could not be recorded was not sent. */
public final class JournalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the reason and the remedy; account ids in it are masked
   * @param cause the cause, if any
   */
  public JournalException(String message, @Nullable Throwable cause) {
    super(Redactor.redact(message), cause);
  }
}
