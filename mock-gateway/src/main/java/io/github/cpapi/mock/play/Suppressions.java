package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.state.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers questions beforehand, for as long as the session lasts (Q39). */
final class Suppressions {

  private static final int MOST_IDS = 51;

  private final Player player;
  private final SessionState session;

  Suppressions(Player player, SessionState session) {
    this.player = player;
    this.session = session;
  }

  /** Ids that no question has are taken, and so are repeated ones. */
  Answer suppress(Call call) {
    Optional<JsonNode> wanted = Json.read(call.body()).map(body -> body.path("messageIds"));
    if (wanted.filter(JsonNode::isArray).isEmpty()) {
      return Answer.notPlayedYet(
          "a body without a list messageIds; how it is refused is not known");
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode id : wanted.get()) {
      if (!id.isTextual()) {
        return Answer.notPlayedYet("a messageId that is no text; how it is refused is not known");
      }
      ids.add(id.textValue());
    }
    Variables variables = Variables.of(session.selected());
    if (ids.isEmpty() || ids.size() > MOST_IDS) {
      // What was recorded is the status of an empty list; more than 51 are a "system error" too.
      return player
          .play(Recorded.SUPPRESSED_NOTHING, variables)
          .withReason(
              "messageIds has to have 1 to %d ids, not %d (Q39)".formatted(MOST_IDS, ids.size()));
    }
    session.suppress(ids);
    return player.play(Recorded.SUPPRESSED, variables);
  }

  Answer reset(Call call) {
    session.askAgain();
    return player.play(Recorded.SUPPRESSION_RESET, Variables.of(session.selected()));
  }
}
