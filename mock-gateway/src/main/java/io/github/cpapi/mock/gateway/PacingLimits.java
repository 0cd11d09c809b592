package io.github.cpapi.mock.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.state.RequestCounts;
import io.github.cpapi.mock.state.RequestCounts.Limit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Enforces the documented rate limits. The request that exceeds one is answered with a 429, and so
 * is every other until the penalty ends.
 */
final class PacingLimits implements Filter {

  private final RecordingPlayer player;
  private final RequestCounts counts;

  /** The limit of all operations together (Q93). */
  private final Limit overall;

  private final Map<String, List<Limit>> limits = new HashMap<>();

  PacingLimits(Spec spec, RecordingPlayer player, RequestCounts counts) {
    this.player = player;
    this.counts = counts;
    this.overall = limit("all operations together", spec.document().path("x-pacing"));
    for (Operation operation : spec.operations()) {
      JsonNode limit = operation.node().path("x-pacing");
      if (!limit.isMissingNode()) {
        limits.put(operation.id(), List.of(overall, limit(operation.id(), limit)));
      }
    }
  }

  private static Limit limit(String what, JsonNode pacing) {
    return new Limit(
        what, pacing.path("requests").asInt(), Duration.parse(pacing.path("per").asText()));
  }

  @Override
  public Answer answer(Request request, Next next) {
    if (!request.reachesBroker()) {
      return next.answer(request);
    }
    String operation = request.operation();
    return counts
        .count(limits.getOrDefault(operation, List.of(overall)))
        .map(refusal -> player.tooManyRequests(operation).withOnlyReason(why(refusal)))
        .orElseGet(() -> next.answer(request));
  }

  private static String why(RequestCounts.Refusal refusal) {
    return refusal
            .broken()
            .map(limit -> "%s: %d in %s; ".formatted(limit.what(), limit.requests(), limit.per()))
            .orElse("")
        + "penalty until %s by the mock's clock (Q93)".formatted(refusal.penaltyEnd());
  }
}
