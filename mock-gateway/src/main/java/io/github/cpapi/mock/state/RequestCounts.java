package io.github.cpapi.mock.state;

import io.github.cpapi.mock.fault.Pacing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts requests for the rate limits and holds the penalty. All clients of a mock share the
 * counts, as all calls from one address do at the broker. A logout does not end the penalty.
 * Thread-safe.
 */
public final class RequestCounts {

  /**
   * One of IBKR's pages says 10 minutes, another 15 (Q93). A client that waits for the longer time
   * satisfies both.
   */
  private static final Duration PENALTY = Duration.ofMinutes(15);

  private final Clock clock;
  private final Map<String, Deque<Instant>> lately = new HashMap<>();

  /** Every request reads it without a lock while there are no limits. */
  private volatile Pacing pacing;

  private volatile Instant penaltyEnd = Instant.MIN;

  /**
   * A sliding window: at most {@code requests} in any {@code per}.
   *
   * @param what the counted operations
   * @param requests the maximum number of requests
   * @param per the length of the window
   */
  public record Limit(String what, int requests, Duration per) {}

  /**
   * The refusal of a request.
   *
   * @param broken the limit that it exceeds; empty if the penalty was already running
   */
  public record Refusal(Optional<Limit> broken, Instant penaltyEnd) {}

  /**
   * Starts without requests and without a penalty.
   *
   * @param clock the time of requests
   * @param pacing the rate limits
   */
  public RequestCounts(Clock clock, Pacing pacing) {
    this.clock = clock;
    this.pacing = pacing;
  }

  /** Returns the current rate limits. */
  public Pacing pacing() {
    return pacing;
  }

  /** Sets the rate limits. All counts start again, and a penalty ends. */
  public synchronized void pace(Pacing limits) {
    pacing = limits;
    penaltyEnd = Instant.MIN;
    lately.clear();
  }

  /** Starts a penalty. */
  public synchronized void startPenalty() {
    penaltyEnd = clock.instant().plus(PENALTY);
  }

  /**
   * Counts a request. The first limit that it exceeds starts a penalty.
   *
   * @param limits the limits in the order in which they are checked
   * @return the refusal, or empty if the request is carried out
   */
  public Optional<Refusal> count(List<Limit> limits) {
    return pacing == Pacing.UNLIMITED && penaltyEnd.equals(Instant.MIN)
        ? Optional.empty()
        : counted(limits);
  }

  private synchronized Optional<Refusal> counted(List<Limit> limits) {
    Instant now = clock.instant();
    if (now.isBefore(penaltyEnd)) {
      return Optional.of(new Refusal(Optional.empty(), penaltyEnd));
    }
    penaltyEnd = Instant.MIN;
    if (pacing == Pacing.UNLIMITED) {
      return Optional.empty();
    }
    for (Limit limit : limits) {
      if (!fits(limit, now)) {
        startPenalty();
        return Optional.of(new Refusal(Optional.of(limit), penaltyEnd));
      }
    }
    return Optional.empty();
  }

  /** Checks a limit, and counts the request if it is within it. */
  private boolean fits(Limit limit, Instant now) {
    Deque<Instant> requests = lately.computeIfAbsent(limit.what(), key -> new ArrayDeque<>());
    Instant begin = now.minus(limit.per());
    // After the clock was set back, requests in its future do not count.
    requests.removeIf(request -> !request.isAfter(begin) || request.isAfter(now));
    if (requests.size() >= limit.requests()) {
      return false;
    }
    requests.add(now);
    return true;
  }
}
