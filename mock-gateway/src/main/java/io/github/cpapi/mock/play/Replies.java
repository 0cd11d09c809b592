package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.Outcome;
import java.util.Optional;

/** Takes the answers to the broker's questions. */
final class Replies {

  private final Player player;
  private final Brokerage brokerage;

  Replies(Player player, Brokerage brokerage) {
    this.player = player;
    this.brokerage = brokerage;
  }

  Answer answer(Call call) {
    String replyId = call.pathVariable("replyId");
    Variables variables = Variables.of(brokerage.accounts().get(0)).with("replyId", replyId);
    Optional<JsonNode> confirmed =
        Json.read(call.body()).map(body -> body.path("confirmed")).filter(JsonNode::isBoolean);
    if (confirmed.isEmpty()) {
      return player
          .play(Recorded.REPLY_NOT_BOOLEAN, variables)
          .withReason(
              "confirmed has to be true or false, as JSON; the question is still open (Q36)");
    }
    Optional<Outcome> outcome = brokerage.answer(replyId, confirmed.get().booleanValue());
    if (outcome.isEmpty()) {
      return player
          .play(Recorded.REPLY_NOT_FOUND, variables)
          .withReason("the id was never given out, or it was used: it works once (Q34)");
    }
    if (outcome.get() instanceof Outcome.Asked asked) {
      return player.ask(
          asked.question(),
          "answerQuestion",
          OrderVariables.of(asked.order()).with("replyId", asked.replyId()));
    }
    return outcome.get() instanceof Outcome.Acknowledged acknowledged
        ? player.play(Recorded.REPLY_ACKNOWLEDGED, OrderVariables.of(acknowledged.order()))
        : player
            .play(Recorded.REPLY_DECLINED, variables)
            .withReason("the question was answered with false; the order is forgotten (Q35)");
  }
}
