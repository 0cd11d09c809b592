package io.github.cpapi.client.pacing;

import io.github.cpapi.client.wire.Pacing;
import java.time.Duration;

/**
 * At most so many requests within any stretch of time so long.
 *
 * @param requests the number of requests, 1 to 10000
 * @param per the length of time, more than zero and at most a day
 */
public record Limit(int requests, Duration per) {

  private static final int MOST = 10_000;
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Checks the numbers.
   *
   * @param requests the number of requests
   * @param per the length of time
   * @throws IllegalArgumentException if one of them is not legal
   */
  public Limit {
    if (requests < 1 || requests > MOST) {
      throw new IllegalArgumentException(
          "requests: expected 1 to " + MOST + ", but got " + requests);
    }
    if (per.isNegative() || per.isZero() || per.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "per: expected more than zero and at most " + LONGEST + ", but got " + per);
    }
  }

  static Limit of(Pacing pacing) {
    return new Limit(pacing.requests(), Duration.parse(pacing.per()));
  }
}
