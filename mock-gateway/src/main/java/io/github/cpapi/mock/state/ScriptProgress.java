package io.github.cpapi.mock.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The progress in the recordings that a scenario names. Thread-safe. */
public final class ScriptProgress {

  private final Map<String, Integer> played = new ConcurrentHashMap<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();

  /**
   * Moves on to the next recording of an operation.
   *
   * @param operation the operationId
   * @return the number of recordings played before
   */
  public int next(String operation) {
    return played.merge(operation, 1, Integer::sum) - 1;
  }

  /** Remembers the caller's client order id in place of a recorded one. */
  public void name(String recorded, String sent) {
    names.put(recorded, sent);
  }

  /** Returns the caller's client order ids by the recorded ones. */
  public Map<String, String> names() {
    return names;
  }
}
