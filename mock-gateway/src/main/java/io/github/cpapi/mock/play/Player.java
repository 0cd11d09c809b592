package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.scenario.ScenarioException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Plays recordings. Knows from the start that all are there which it may have to play. */
final class Player {

  private static final JsonNode REPLY_ID = TextNode.valueOf("{replyId}");

  private final Recordings recordings;
  private final Map<Recorded, Recording> byUse = new EnumMap<>(Recorded.class);

  /**
   * Looks all recordings up.
   *
   * @throws NoSuchElementException if a recording that the mock plays is missing
   * @throws ScenarioException if the scenario names one that does not exist
   */
  Player(Recordings recordings, Scenario scenario) {
    this.recordings = recordings;
    for (Recorded recorded : Recorded.values()) {
      byUse.put(recorded, recordings.get(recorded.recordingName()));
    }
    for (Question question : scenario.questions()) {
      check(scenario, question);
    }
  }

  Answer play(Recorded recorded, Variables variables) {
    return play(byUse.get(recorded), variables);
  }

  /** Asks a question in the shape in which this operation was seen to ask it. */
  Answer ask(Question question, String operation, Variables variables) {
    List<Recording> shown = question.recordings().stream().map(recordings::get).toList();
    Recording best =
        shown.stream()
            .filter(recording -> recording.operation().equals(operation))
            .findFirst()
            .orElse(shown.get(0));
    return play(best, variables);
  }

  /** Recorded for the placing of orders; what else is said to a wrong account is not known. */
  Answer wrongAccount(String account) {
    return play(Recorded.WRONG_ACCOUNT, Variables.of(account).with("requestedAccount", account))
        .withReason("the mock was started with other accounts: see --account");
  }

  /** A 401 has no body, for every operation (Q83); it was recorded for some of them. */
  Answer unauthorized(String operation) {
    return withoutBody(operation, 401);
  }

  /** A 429 has no body, as far as anybody has published (Q93). */
  Answer tooManyRequests(String operation) {
    return withoutBody(operation, 429);
  }

  private Answer withoutBody(String operation, int status) {
    return recordings.of(operation).stream()
        .filter(recording -> recording.status() == status && recording.responseBody().isEmpty())
        .findFirst()
        .map(recording -> Answer.played(recording, null))
        .orElseGet(() -> new Answer(status, BrokerHeaders.of(status), null, List.of(), List.of()));
  }

  /** The body alone, for answers that are put together from several recordings. */
  JsonNode body(Recorded recorded, Variables variables) {
    return body(byUse.get(recorded), variables);
  }

  JsonNode body(Recording recording, Variables variables) {
    return Rendering.render(recording, recording.responseBody().orElseThrow(), variables);
  }

  Answer play(Recording recording, Variables variables) {
    return Answer.played(
        recording,
        recording
            .responseBody()
            .map(body -> Rendering.render(recording, body, variables))
            .orElse(null));
  }

  /** Plays a recording's status and headers with a body that was put together. */
  Answer play(Recorded recorded, JsonNode body) {
    return Answer.played(byUse.get(recorded), body);
  }

  List<Recording> found(String operation) {
    return recordings.of(operation).stream().filter(r -> r.status() == 200).toList();
  }

  private void check(Scenario scenario, Question question) {
    String where = "scenario %s: question %s".formatted(scenario.id(), question.messageId());
    if (question.recordings().isEmpty()) {
      throw new ScenarioException(where + " names no recording");
    }
    for (String name : question.recordings()) {
      try {
        if (!recordings.get(name).bindings().containsValue(REPLY_ID)) {
          // Played as it is, the recorded id would be given out, and nobody could answer to it.
          throw new ScenarioException("%s: %s binds no {replyId}".formatted(where, name));
        }
      } catch (NoSuchElementException e) {
        throw new ScenarioException(where + ": " + e.getMessage());
      }
    }
  }
}
