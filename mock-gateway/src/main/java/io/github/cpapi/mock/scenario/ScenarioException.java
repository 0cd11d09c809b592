package io.github.cpapi.mock.scenario;

/** A scenario is invalid. The message names the scenario, the place and what would be legal. */
public final class ScenarioException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the scenario, the place and what would be legal
   */
  public ScenarioException(String message) {
    super(message);
  }

  ScenarioException(String message, Throwable cause) {
    super(message, cause);
  }
}
