package io.github.cpapi.client.pacing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;

/** The time that a pacer lives in. Tests bring one that they move by hand, so that none sleeps. */
public interface TimeSource extends InstantSource {

  /**
   * Returns a time that never goes back, for measuring.
   *
   * @return nanoseconds since some moment
   * @see System#nanoTime
   */
  long nanos();

  /**
   * Waits until some time has gone by or something has changed. It may return early: the pacer
   * looks again and waits on.
   *
   * @param changed is signalled when something has changed; its lock is held, and has to be given
   *     up while waiting
   * @param nanos how long, in nanoseconds
   * @throws InterruptedException if the thread is interrupted
   */
  void await(Condition changed, long nanos) throws InterruptedException;

  /**
   * Returns the system's time.
   *
   * @return the system's time
   */
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
