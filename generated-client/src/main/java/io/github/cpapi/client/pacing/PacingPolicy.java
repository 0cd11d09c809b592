package io.github.cpapi.client.pacing;

import java.time.Duration;

/**
 * How one client keeps within the limits.
 *
 * @param rateLimiter who counts; clients of the same gateway share one
 * @param maxWait how long a call may wait for its turn before it fails instead; zero to never wait,
 *     at most an hour
 * @param listener is told about waits
 */
public record PacingPolicy(RateLimiter rateLimiter, Duration maxWait, WaitListener listener) {

  /** How long a call may wait where nothing is said: 10 seconds. */
  public static final Duration DEFAULT_MAX_WAIT = Duration.ofSeconds(10);

  private static final Duration MAX_WAIT = Duration.ofHours(1);

  /**
   * Checks the wait.
   *
   * @param rateLimiter who counts
   * @param maxWait the longest wait
   * @param listener who is told
   * @throws IllegalArgumentException if it is not legal
   */
  public PacingPolicy {
    if (maxWait.isNegative() || maxWait.compareTo(MAX_WAIT) > 0) {
      throw new IllegalArgumentException(
          "maxWait: expected zero to " + MAX_WAIT + ", but got " + maxWait);
    }
  }

  /**
   * Returns the policy of a client that was told nothing: the documented limits, counted for all
   * clients of this gateway in this process, waits of up to {@link #DEFAULT_MAX_WAIT}.
   *
   * @param baseUrl the gateway
   * @see RateLimiter#shared
   */
  public static PacingPolicy documented(String baseUrl) {
    return new PacingPolicy(
        RateLimiter.shared(baseUrl), DEFAULT_MAX_WAIT, (operation, duration) -> {});
  }

  /**
   * Returns the policy of a client that keeps no limit.
   *
   * @see RateLimiter#off
   */
  public static PacingPolicy off() {
    return new PacingPolicy(RateLimiter.off(), Duration.ZERO, (operation, duration) -> {});
  }
}
