package io.github.cpapi.mock.gateway;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
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
 * Plays the recordings that a scenario names, in place of what the state says: those of an
 * operation one after the other, and the last one from then on.
 */
final class Script implements Filter {

  private final RecordingPlayer player;
  private final GatewayState state;
  private final Map<String, List<Recording>> byOperation = new HashMap<>();

  /**
   * Looks the recordings up.
   *
   * @throws ScenarioException if the scenario names one that does not exist
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

  /** With the account of the path, else the selected one, in place of the recorded one. */
  @Override
  public Answer answer(Request request, Next next) {
    // By the operation of the recording, so that a tickle by GET has a script of its own.
    List<Recording> script =
        request.match().map(match -> byOperation.get(match.operation().id())).orElse(List.of());
    if (script.isEmpty()) {
      return next.answer(request);
    }
    int before = state.script().next(script.get(0).operation());
    return player
        .playAsRecorded(
            script.get(Math.min(before, script.size() - 1)),
            request.pathVariables().getOrDefault("accountId", state.session().selected()))
        .withOnlyReason("the scenario names this recording; the state was not asked");
  }
}
