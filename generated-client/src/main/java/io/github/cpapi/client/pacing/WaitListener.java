package io.github.cpapi.client.pacing;

import java.time.Duration;

/** Is told that a call waits for the rate limiter. */
@FunctionalInterface
public interface WaitListener {

  /**
   * Called once for each call that waits, in its thread, before it waits. Exceptions go to the
   * thread's handler for uncaught exceptions, and the call continues.
   *
   * @param operation the operationId in the contract
   * @param duration the expected wait; calls of higher priority prolong it
   */
  void waiting(String operation, Duration duration);
}
