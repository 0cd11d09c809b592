package io.github.cpapi.mock.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.scenario.Refusal;
import java.util.List;

/** Creates the answers of a scenario's refusals. */
public final class RefusalPlayer {

  private RefusalPlayer() {}

  public static Answer play(RecordingPlayer player, Refusal refusal, Variables variables) {
    return refusal instanceof Refusal.Recorded recorded
        ? player.play(player.recording(recorded.recording()), variables)
        // Uses the shape of a recorded refusal. Names no recording, because none has this text.
        : player
            .play(
                player.recording("placeOrders", "error-under-200"),
                body(player, refusal, variables))
            .withRecordings(List.of());
  }

  /** Returns only the body, for answers assembled from several recordings. */
  public static JsonNode body(RecordingPlayer player, Refusal refusal, Variables variables) {
    return refusal instanceof Refusal.Recorded recorded
        ? player.body(player.recording(recorded.recording()), variables)
        : JsonNodeFactory.instance.objectNode().put("error", ((Refusal.Written) refusal).error());
  }
}
