package io.github.cpapi.mock.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.scenario.ScenarioException;
import io.github.cpapi.mock.state.GatewayState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Plays the recordings that a scenario names in place of the state's answers. Each call of an
 * operation plays its next recording; the last one repeats.
 */
final class Script implements Filter {

  private static final String CLIENT_ORDER_ID = "cOID";

  private final RecordingPlayer player;
  private final GatewayState state;
  private final Map<String, List<Recording>> byOperation = new HashMap<>();

  /**
   * @throws ScenarioException if the scenario names a recording that does not exist
   */
  Script(RecordingPlayer player, Scenario scenario, GatewayState state) {
    this.player = player;
    this.state = state;
    for (String name : scenario.recordings()) {
      try {
        Recording recording = player.recording(name);
        byOperation
            .computeIfAbsent(recording.operation(), operation -> new ArrayList<>())
            .add(recording);
      } catch (NoSuchElementException e) {
        throw new ScenarioException(
            "scenario %s: recordings: %s".formatted(scenario.id(), e.getMessage()));
      }
    }
  }

  /** A caller recognises its orders by the ids that it gave them. */
  private void learn(JsonNode recorded, JsonNode sent) {
    List<String> before = recorded.findValuesAsText(CLIENT_ORDER_ID);
    List<String> now = sent.findValuesAsText(CLIENT_ORDER_ID);
    for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
      state.script().name(before.get(i), now.get(i));
    }
  }

  /** The account of the path, or else the selected one, replaces the recorded one. */
  @Override
  public Answer answer(Request request, Next next) {
    // Keyed by the operation of the recording: a tickle by GET has its own script.
    List<Recording> script =
        request.match().map(match -> byOperation.get(match.operation().id())).orElse(List.of());
    if (script.isEmpty()) {
      return next.answer(request);
    }
    int before = state.script().next(script.get(0).operation());
    Recording recording = script.get(Math.min(before, script.size() - 1));
    recording
        .requestBody()
        .ifPresent(recorded -> Json.read(request.body()).ifPresent(sent -> learn(recorded, sent)));
    return player
        .playAsRecorded(
            recording,
            request.pathVariables().getOrDefault("accountId", state.session().selected()),
            state.script().names())
        .withOnlyReason("the scenario names this recording; the state does not matter");
  }
}
