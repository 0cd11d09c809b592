package io.github.cpapi.client.pacing;

import java.time.Duration;

/**
 * How one client keeps within the limits.
 *
 * @param pacer who counts; clients of the same gateway share one
 * @param longestWait how long a call may wait for its turn before it fails instead; zero to never
 *     wait, at most an hour
 * @param listener is told about waits
 */
public record PacingPolicy(Pacer pacer, Duration longestWait, WaitListener listener) {

  /** How long a call may wait where nothing is said: 10 seconds. */
  public static final Duration USUAL_LONGEST_WAIT = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * Checks the wait.
   *
   * @param pacer who counts
   * @param longestWait the longest wait
   * @param listener who is told
   * @throws IllegalArgumentException if it is not legal
   */
  public PacingPolicy {
    if (longestWait.isNegative() || longestWait.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "longestWait: expected zero to " + LONGEST + ", but got " + longestWait);
    }
  }

  /**
   * Returns the policy of a client that was told nothing: the documented limits, counted for all
   * clients of this gateway in this process, waits of up to {@link #USUAL_LONGEST_WAIT}.
   *
   * @param baseUrl the gateway
   * @return the policy
   * @see Pacer#shared
   */
  public static PacingPolicy documented(String baseUrl) {
    return new PacingPolicy(Pacer.shared(baseUrl), USUAL_LONGEST_WAIT, (operation, duration) -> {});
  }

  /**
   * Returns the policy of a client that keeps no limit.
   *
   * @return the policy
   * @see Pacer#off
   */
  public static PacingPolicy off() {
    return new PacingPolicy(Pacer.off(), Duration.ZERO, (operation, duration) -> {});
  }
}
