package io.github.cpapi.mock.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far the recordings that a scenario names have been played. Thread-safe. */
public final class ScriptProgress {

  private final Map<String, Integer> played = new ConcurrentHashMap<>();

  /**
   * Goes on to the next recording of an operation.
   *
   * @param operation the operationId
   * @return how many were played before
   */
  public int next(String operation) {
    return played.merge(operation, 1, Integer::sum) - 1;
  }
}
