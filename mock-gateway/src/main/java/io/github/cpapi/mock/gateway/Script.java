package io.github.cpapi.mock.gateway;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.scenario.ScenarioException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Plays the recordings that a scenario names, in place of what the state says: those of an
 * operation one after the other, and the last one from then on. Thread-safe.
 */
final class Script {

  private final RecordingPlayer player;
  private final Map<String, Deque<Recording>> toPlay = new HashMap<>();

  /**
   * Looks the recordings up.
   *
   * @throws ScenarioException if the scenario names one that does not exist
   */
  Script(RecordingPlayer player, Scenario scenario) {
    this.player = player;
    for (String name : scenario.recordings()) {
      try {
        Recording recording = player.recording(name);
        toPlay
            .computeIfAbsent(recording.operation(), operation -> new ArrayDeque<>())
            .add(recording);
      } catch (NoSuchElementException e) {
        throw new ScenarioException(
            "scenario %s: recordings: %s".formatted(scenario.id(), e.getMessage()));
      }
    }
  }

  /**
   * The next recording of an operation; nothing where the scenario names none.
   *
   * @param account takes the place of the recorded one
   */
  Optional<Answer> next(String operation, String account) {
    return Optional.ofNullable(toPlay.get(operation))
        .map(Script::take)
        .map(
            recording ->
                player
                    .playAsRecorded(recording, account)
                    .withOnlyReason("the scenario names this recording; the state was not asked"));
  }

  private static Recording take(Deque<Recording> left) {
    synchronized (left) {
      return left.size() > 1 ? left.remove() : left.element();
    }
  }
}
