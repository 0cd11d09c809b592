package io.github.cpapi.client.pacing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Waits. Tests put one in that only counts. */
@FunctionalInterface
public interface Sleeper {

  /**
   * Waits.
   *
   * @param time how long
   * @throws InterruptedException if the thread is interrupted
   */
  void sleep(Duration time) throws InterruptedException;

  /** Waits in real time. */
  static Sleeper real() {
    return time -> {
      try {
        new CompletableFuture<Void>()
            .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
            .get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a future that nobody fails has failed", e);
      }
    };
  }
}
