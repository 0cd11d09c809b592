package io.github.cpapi.client.pacing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;

/** The clock of a rate limiter. Tests pass one that they move by hand, so they do not sleep. */
public interface TimeSource extends InstantSource {

  /**
   * Returns a monotonic time in nanoseconds, with an arbitrary origin.
   *
   * @see System#nanoTime
   */
  long nanos();

  /**
   * Waits until a duration has passed or the condition is signalled. May return early: the rate
   * limiter checks again and continues to wait.
   *
   * @param changed is signalled on changes; the caller holds its lock, and waiting must release it
   * @param nanos how long, in nanoseconds
   * @throws InterruptedException if the thread is interrupted
   */
  void await(Condition changed, long nanos) throws InterruptedException;

  /** Returns the system clock. */
  static TimeSource system() {
    return new TimeSource() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public Instant instant() {
        return InstantSource.system().instant();
      }

      @Override
      public void await(Condition changed, long nanos) throws InterruptedException {
        changed.awaitNanos(nanos);
      }
    };
  }
}
