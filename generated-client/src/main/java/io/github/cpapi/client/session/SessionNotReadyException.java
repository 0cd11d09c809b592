package io.github.cpapi.client.session;

/** The gateway answers, but its session cannot be used for orders on this account. */
public final class SessionNotReadyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  SessionNotReadyException(String message) {
    super(message);
  }
}
