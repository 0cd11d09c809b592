package io.github.cpapi.mock.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Suppresses questions until the session ends (Q39). */
public final class Suppressions {

  private static final int MAX_IDS = 51;

  private final RecordingPlayer player;
  private final Recording wrongNumber;
  private final Recording suppressed;
  private final Recording reset;
  private final SessionState session;

  public Suppressions(RecordingPlayer player, SessionState session) {
    this.player = player;
    wrongNumber = player.recording("suppressQuestions", "wrong-number-of-ids");
    suppressed = player.recording("suppressQuestions", "suppressed");
    reset = player.recording("resetSuppressedQuestions", "reset");
    this.session = session;
  }

  /** Accepts unknown and repeated ids. */
  public Answer suppress(Call call) {
    Optional<JsonNode> wanted = Json.read(call.body()).map(body -> body.path("messageIds"));
    if (wanted.filter(JsonNode::isArray).isEmpty()) {
      return Answer.unsupported("a body without a list messageIds; how it is refused is not known");
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode id : wanted.get()) {
      if (!id.isTextual()) {
        return Answer.unsupported("a messageId that is not a text; how it is refused is not known");
      }
      ids.add(id.textValue());
    }
    Variables variables = Variables.of(session.selected());
    if (ids.isEmpty() || ids.size() > MAX_IDS) {
      // The recording shows the status for an empty list; more than 51 are a "system error", too.
      return player
          .play(wrongNumber, variables)
          .withOnlyReason(
              "messageIds has to have 1 to %d ids, not %d (Q39)".formatted(MAX_IDS, ids.size()));
    }
    session.suppress(ids);
    return player.play(suppressed, variables);
  }

  public Answer reset(Call call) {
    session.endSuppressions();
    return player.play(reset, Variables.of(session.selected()));
  }
}
