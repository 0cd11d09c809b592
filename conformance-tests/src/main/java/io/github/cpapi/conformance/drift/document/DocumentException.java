package io.github.cpapi.conformance.drift.document;

/** A document that cannot be read or compared; the message says where and why. */
public final class DocumentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for people. */
  public DocumentException(String message) {
    super(message);
  }
}
