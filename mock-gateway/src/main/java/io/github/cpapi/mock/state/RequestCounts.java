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
 * The requests of the last seconds, and the penalty for too many of them. All clients of a mock
 * share the counts, as all calls of one address do at the broker; a logout does not end the
 * penalty. Thread-safe.
 */
public final class RequestCounts {

  /**
   * One of IBKR's pages says 10 minutes, another 15 (Q93). A client that waits for the longer time
   * is right by both.
   */
  private static final Duration PENALTY = Duration.ofMinutes(15);

  private final Clock clock;
  private final Map<String, Deque<Instant>> lately = new HashMap<>();

  /** Read without a lock by every request while nothing is limited. */
  private volatile Pacing pacing;

  private volatile Instant penaltyEnd = Instant.MIN;

  /**
   * A sliding window: at most {@code requests} in any {@code per}.
   *
   * @param what what is counted
   * @param requests how many requests fit
   * @param per the length of the window
   */
  public record Limit(String what, int requests, Duration per) {}

  /**
   * A request that is not carried out.
   *
   * @param broken the limit that it breaks, or nothing if an earlier request has broken one
   * @param penaltyEnd the end of the penalty
   */
  public record Refusal(Optional<Limit> broken, Instant penaltyEnd) {}

  /**
   * Begins with no requests and no penalty.
   *
   * @param clock tells when requests come in
   * @param pacing whether limits hold
   */
  public RequestCounts(Clock clock, Pacing pacing) {
    this.clock = clock;
    this.pacing = pacing;
  }

  /**
   * Tells whether limits hold.
   *
   * @return which ones
   */
  public Pacing pacing() {
    return pacing;
  }

  /**
   * Sets whether limits hold. All counts begin anew, and a penalty ends.
   *
   * @param limits which ones
   */
  public synchronized void pace(Pacing limits) {
    pacing = limits;
    penaltyEnd = Instant.MIN;
    lately.clear();
  }

  /** Begins a penalty. */
  public synchronized void startPenalty() {
    penaltyEnd = clock.instant().plus(PENALTY);
  }

  /**
   * Counts a request against limits, in their order. The first that it breaks begins a penalty.
   *
   * @param limits the limits to hold it against where limits hold
   * @return why the request is not carried out, or nothing if it is
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

  /** Also counts the request if it fits. */
  private boolean fits(Limit limit, Instant now) {
    Deque<Instant> requests = lately.computeIfAbsent(limit.what(), key -> new ArrayDeque<>());
    Instant begin = now.minus(limit.per());
    // Requests ahead of a clock that was set back do not count either.
    requests.removeIf(request -> !request.isAfter(begin) || request.isAfter(now));
    if (requests.size() >= limit.requests()) {
      return false;
    }
    requests.add(now);
    return true;
  }
}
