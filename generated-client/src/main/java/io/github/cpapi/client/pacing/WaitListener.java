package io.github.cpapi.client.pacing;

import java.time.Duration;

/** Is told that a call waits for its turn. */
@FunctionalInterface
public interface WaitListener {

  /**
   * A call is going to wait. Called once for each call that waits, in its thread, before it waits.
   * What this throws goes to the thread's handler for uncaught exceptions, and the call goes on.
   *
   * @param operation the operationId in the contract
   * @param duration how long as things stand; orders that come in between make it longer
   */
  void waiting(String operation, Duration duration);
}
