package io.github.cpapi.mock.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that starts with another one and then runs faster. */
final class FastClock extends Clock {

  private final Clock source;
  private final int factor;
  private final Instant start;

  FastClock(Clock source, int factor) {
    this(source, factor, source.instant());
  }

  private FastClock(Clock source, int factor, Instant start) {
    this.source = source;
    this.factor = factor;
    this.start = start;
  }

  @Override
  public Instant instant() {
    return start.plus(Duration.between(start, source.instant()).multipliedBy(factor));
  }

  @Override
  public ZoneId getZone() {
    return source.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new FastClock(source.withZone(zone), factor, start);
  }
}
