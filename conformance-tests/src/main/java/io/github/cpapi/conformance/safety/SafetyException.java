package io.github.cpapi.conformance.safety;

/** A request was not sent, because it could do harm on a real gateway. */
public final class SafetyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Refuses a request. */
  public SafetyException(String reason) {
    super(reason);
  }
}
