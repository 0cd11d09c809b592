package io.github.cpapi.mock.scenario;

/** A scenario cannot be used; the message says which one, where, and what would be legal. */
public final class ScenarioException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Reports what is wrong.
   *
   * @param message which scenario, where, and what would be legal
   */
  public ScenarioException(String message) {
    super(message);
  }

  ScenarioException(String message, Throwable cause) {
    super(message, cause);
  }
}
