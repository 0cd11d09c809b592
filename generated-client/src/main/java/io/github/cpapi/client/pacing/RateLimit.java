package io.github.cpapi.client.pacing;

import io.github.cpapi.client.wire.Pacing;
import java.time.Duration;

/**
 * A sliding window: at most {@code requests} in any {@code per}.
 *
 * @param requests the number of requests, 1 to 10000
 * @param per the length of the window, more than zero and at most a day
 */
public record RateLimit(int requests, Duration per) {

  private static final int MAX_REQUESTS = 10_000;
  private static final Duration MAX_PERIOD = Duration.ofDays(1);

  /**
   * Checks both values.
   *
   * @throws IllegalArgumentException if one of them is out of range
   */
  public RateLimit {
    if (requests < 1 || requests > MAX_REQUESTS) {
      throw new IllegalArgumentException(
          "requests: expected 1 to " + MAX_REQUESTS + ", but got " + requests);
    }
    if (per.isNegative() || per.isZero() || per.compareTo(MAX_PERIOD) > 0) {
      throw new IllegalArgumentException(
          "per: expected more than zero and at most " + MAX_PERIOD + ", but got " + per);
    }
  }

  static RateLimit of(Pacing pacing) {
    return new RateLimit(pacing.requests(), Duration.parse(pacing.per()));
  }
}
