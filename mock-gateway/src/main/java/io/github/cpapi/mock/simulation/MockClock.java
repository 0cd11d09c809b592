package io.github.cpapi.mock.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The clock of a mock, which a test can move. Orders, trades and lock-outs go by it; what a client
 * waits for on the wire takes real time, as its own time-outs do. Thread-safe.
 *
 * <p>It goes on from the clock that the mock was started with, until it is set or frozen.
 */
public final class MockClock extends Clock {

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final Clock source;
  private Duration ahead = Duration.ZERO;
  private boolean frozen;

  /** What a frozen clock says. */
  private Instant stopped = Instant.EPOCH;

  public MockClock(Clock source) {
    this.source = source;
  }

  /**
   * Moves the clock on, frozen or not.
   *
   * @param step how far; a negative one moves it back
   * @throws IllegalArgumentException if it would leave the years 1970 to 9999
   */
  public synchronized void advance(Duration step) {
    set(instant().plus(step));
  }

  /**
   * Sets the clock. It goes on from there, unless it is frozen.
   *
   * @param time what it says now
   * @throws IllegalArgumentException if it lies outside of the years 1970 to 9999
   */
  public synchronized void set(Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "the clock goes from %s to %s, not to %s".formatted(EARLIEST, LATEST, time));
    }
    stopped = time;
    ahead = Duration.between(source.instant(), time);
  }

  /** Stops the clock. It moves when it is set or advanced, and not by itself. */
  public synchronized void freeze() {
    stopped = instant();
    frozen = true;
  }

  /** Lets a frozen clock go on from what it says. */
  public synchronized void unfreeze() {
    set(instant());
    frozen = false;
  }

  /**
   * Tells whether the clock stands still.
   *
   * @return whether it is frozen
   */
  public synchronized boolean isFrozen() {
    return frozen;
  }

  /** Says again what the clock says that the mock was started with. */
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
