package io.github.cpapi.mock.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The progress in the recordings that a scenario names. Thread-safe. */
public final class ScriptProgress {

  private final Map<String, Integer> played = new ConcurrentHashMap<>();

  /**
   * Moves on to the next recording of an operation.
   *
   * @param operation the operationId
   * @return the number of recordings played before
   */
  public int next(String operation) {
    return played.merge(operation, 1, Integer::sum) - 1;
  }
}
