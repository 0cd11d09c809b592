package io.github.cpapi.conformance.cli;

import io.github.cpapi.client.pacing.TimeSource;
import java.time.Instant;
import java.util.concurrent.locks.Condition;

/** A clock for the rate limiter that runs faster than the system clock. */
final class FastClock implements TimeSource {

  private final int factor;
  private final long start = System.nanoTime();
  private final Instant startInstant = Instant.now();

  FastClock(int factor) {
    this.factor = factor;
  }

  @Override
  public long nanos() {
    return (System.nanoTime() - start) * factor;
  }

  @Override
  public Instant instant() {
    return startInstant.plusNanos(nanos());
  }

  @Override
  public void await(Condition changed, long nanos) throws InterruptedException {
    changed.awaitNanos(nanos / factor);
  }
}
