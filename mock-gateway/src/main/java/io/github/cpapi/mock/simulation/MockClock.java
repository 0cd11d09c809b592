package io.github.cpapi.mock.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The clock of a mock, which a test can move. It times orders, trades and penalties. Delays on the
 * wire take real time, like a client's own time-outs. Thread-safe.
 *
 * <p>Follows the clock with which the mock was started, until it is set or frozen.
 */
public final class MockClock extends Clock {

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final Clock source;
  private Duration ahead = Duration.ZERO;
  private boolean frozen;

  /** The time of a frozen clock. */
  private Instant stopped = Instant.EPOCH;

  public MockClock(Clock source) {
    this.source = source;
  }

  /**
   * Advances the clock, frozen or not.
   *
   * @param step the step; a negative one moves the clock back
   * @throws IllegalArgumentException if it would leave the years 1970 to 9999
   */
  public synchronized void advance(Duration step) {
    set(instant().plus(step));
  }

  /**
   * Sets the clock. It runs on from there unless it is frozen.
   *
   * @throws IllegalArgumentException if the time is outside the years 1970 to 9999
   */
  public synchronized void set(Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "time: expected %s to %s, but got %s".formatted(EARLIEST, LATEST, time));
    }
    stopped = time;
    ahead = Duration.between(source.instant(), time);
  }

  /** Freezes the clock. It then moves only when it is set or advanced. */
  public synchronized void freeze() {
    stopped = instant();
    frozen = true;
  }

  /** Lets a frozen clock run on from its current time. */
  public synchronized void unfreeze() {
    set(instant());
    frozen = false;
  }

  /** Returns whether the clock is frozen. */
  public synchronized boolean isFrozen() {
    return frozen;
  }

  /** Follows the clock with which the mock was started again. */
  synchronized void reset() {
    ahead = Duration.ZERO;
    frozen = false;
  }

  @Override
  public synchronized Instant instant() {
    return frozen ? stopped : source.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return source.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new InZone(this, zone);
  }

  /** The same clock in another zone. */
  private static final class InZone extends Clock {

    private final MockClock clock;
    private final ZoneId zone;

    private InZone(MockClock clock, ZoneId zone) {
      this.clock = clock;
      this.zone = zone;
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId another) {
      return new InZone(clock, another);
    }
  }
}
