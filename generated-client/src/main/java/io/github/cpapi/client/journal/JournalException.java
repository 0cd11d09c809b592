package io.github.cpapi.client.journal;

import io.github.cpapi.client.wire.Redactor;
import org.jspecify.annotations.Nullable;

/** The journal cannot be written or read. The order that should have been kept was not sent. */
public final class JournalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message why, and what would help; account ids in it are masked
   * @param cause what happened, if anything was thrown
   */
  public JournalException(String message, @Nullable Throwable cause) {
    super(Redactor.redact(message), cause);
  }
}
