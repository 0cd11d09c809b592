package io.github.cpapi.mock.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.recording.RecordingPlayer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts requests against the documented limits. All clients of a mock share them, as all calls of
 * one address do. Whoever breaks a limit gets a 429, and then nothing but that until the lock-out
 * is over. Thread-safe.
 */
final class PacingLimits {

  /**
   * One of IBKR's pages says 10 minutes, another 15 (Q93). Who waits for the longer time is right
   * by both.
   */
  private static final Duration LOCK_OUT = Duration.ofMinutes(15);

  private final RecordingPlayer player;
  private final Clock clock;

  /** For all operations together (Q93). */
  private final Limit overall;

  private final Map<String, Limit> limits = new HashMap<>();
  private final Map<String, Deque<Instant>> lately = new HashMap<>();

  /** Read without a lock by every request while nothing is limited. */
  private volatile Pacing pacing = Pacing.UNLIMITED;

  private volatile Instant lockedOutUntil = Instant.MIN;

  /** So many requests, in any stretch of time so long. */
  private record Limit(int requests, Duration per) {}

  PacingLimits(Spec spec, RecordingPlayer player, Clock clock) {
    this.player = player;
    this.clock = clock;
    this.overall = limit(spec.document().path("x-pacing"));
    for (Operation operation : spec.operations()) {
      JsonNode limit = operation.node().path("x-pacing");
      if (!limit.isMissingNode()) {
        limits.put(operation.id(), limit(limit));
      }
    }
  }

  private static Limit limit(JsonNode pacing) {
    return new Limit(pacing.path("requests").asInt(), Duration.parse(pacing.path("per").asText()));
  }

  Pacing limits() {
    return pacing;
  }

  synchronized void limit(Pacing limited) {
    pacing = limited;
    lockedOutUntil = Instant.MIN;
    lately.clear();
  }

  synchronized void lockOut() {
    lockedOutUntil = clock.instant().plus(LOCK_OUT);
  }

  /** Nothing where the request may go on. */
  Optional<Answer> refusalOf(String operation) {
    return pacing == Pacing.UNLIMITED && lockedOutUntil.equals(Instant.MIN)
        ? Optional.empty()
        : counted(operation);
  }

  private synchronized Optional<Answer> counted(String operation) {
    Instant now = clock.instant();
    if (now.isBefore(lockedOutUntil)) {
      return Optional.of(
          player
              .tooManyRequests(operation)
              .withOnlyReason(
                  "locked out until %s by the mock's clock (Q93)".formatted(lockedOutUntil)));
    }
    lockedOutUntil = Instant.MIN;
    if (pacing == Pacing.UNLIMITED) {
      return Optional.empty();
    }
    if (!fits("", overall, now)) {
      return Optional.of(broken(operation, "all operations together", overall));
    }
    Limit own = limits.get(operation);
    return own == null || fits(operation, own, now)
        ? Optional.empty()
        : Optional.of(broken(operation, operation, own));
  }

  /** Counts the request, too, where it fits. */
  private boolean fits(String what, Limit limit, Instant now) {
    Deque<Instant> requests = lately.computeIfAbsent(what, key -> new ArrayDeque<>());
    Instant begin = now.minus(limit.per());
    // What lies ahead of a clock that was set back does not count either.
    requests.removeIf(request -> !request.isAfter(begin) || request.isAfter(now));
    if (requests.size() >= limit.requests()) {
      return false;
    }
    requests.add(now);
    return true;
  }

  private Answer broken(String operation, String what, Limit limit) {
    lockOut();
    return player
        .tooManyRequests(operation)
        .withOnlyReason(
            "%s: %d in %s; locked out until %s by the mock's clock (Q93)"
                .formatted(what, limit.requests(), limit.per(), lockedOutUntil));
  }
}
