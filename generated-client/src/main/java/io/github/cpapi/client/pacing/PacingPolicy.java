package io.github.cpapi.client.pacing;

import java.time.Duration;

/**
 * How one client keeps within the rate limits.
 *
 * @param rateLimiter counts the calls; clients of the same gateway share one
 * @param maxWait how long a call may wait before it fails instead; zero to never wait, at most an
 *     hour
 * @param listener is told about each wait
 */
public record PacingPolicy(RateLimiter rateLimiter, Duration maxWait, WaitListener listener) {

  /** The default of {@code maxWait}: 10 seconds. */
  public static final Duration DEFAULT_MAX_WAIT = Duration.ofSeconds(10);

  private static final Duration MAX_WAIT = Duration.ofHours(1);

  /**
   * Checks {@code maxWait}.
   *
   * @throws IllegalArgumentException if it is negative or more than an hour
   */
  public PacingPolicy {
    if (maxWait.isNegative() || maxWait.compareTo(MAX_WAIT) > 0) {
      throw new IllegalArgumentException(
          "maxWait: expected zero to " + MAX_WAIT + ", but got " + maxWait);
    }
  }

  /**
   * Returns the default policy: the documented limits, shared by all clients of this gateway in
   * this process, and waits of up to {@link #DEFAULT_MAX_WAIT}.
   *
   * @param baseUrl the gateway
   * @see RateLimiter#shared
   */
  public static PacingPolicy documented(String baseUrl) {
    return new PacingPolicy(
        RateLimiter.shared(baseUrl), DEFAULT_MAX_WAIT, (operation, duration) -> {});
  }

  /**
   * Returns a policy without limits.
   *
   * @see RateLimiter#off
   */
  public static PacingPolicy off() {
    return new PacingPolicy(RateLimiter.off(), Duration.ZERO, (operation, duration) -> {});
  }
}
