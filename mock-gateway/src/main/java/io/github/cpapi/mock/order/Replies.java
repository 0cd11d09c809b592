package io.github.cpapi.mock.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.Outcome;
import java.util.List;
import java.util.Optional;

/** Accepts replies to the broker's questions and prompts. */
public final class Replies {

  private final RecordingPlayer player;
  private final Recording notBoolean;
  private final Recording notFound;
  private final Recording promptAnswered;
  private final OrderAnswers answers;
  private final Brokerage brokerage;

  public Replies(RecordingPlayer player, OrderAnswers answers, Brokerage brokerage) {
    this.player = player;
    notBoolean = player.recording("answerQuestion", "not-boolean");
    notFound = player.recording("answerQuestion", "not-found");
    promptAnswered = player.recording("answerPrompt", "answered");
    this.answers = answers;
    this.brokerage = brokerage;
  }

  public Answer answer(Call call) {
    String replyId = call.pathVariable("replyId");
    String account = brokerage.accounts().get(0);
    Variables variables = Variables.of(account).with("replyId", replyId);
    Optional<JsonNode> confirmed =
        Json.read(call.body()).map(body -> body.path("confirmed")).filter(JsonNode::isBoolean);
    if (confirmed.isEmpty()) {
      return player
          .play(notBoolean, variables)
          .withOnlyReason(
              "confirmed has to be true or false, as JSON; the question is still open (Q36)");
    }
    Optional<Outcome> outcome = brokerage.answer(replyId, confirmed.get().booleanValue());
    return outcome.isEmpty()
        ? player
            .play(notFound, variables)
            .withOnlyReason("the id was never issued or is used already: it works once (Q34)")
        : answers.answer(account, OrderAnswers.Asked.REPLY, outcome.get());
  }

  /** How the gateway refuses a wrong answer is not known. */
  public Answer prompt(Call call) {
    JsonNode body = Json.read(call.body()).orElse(null);
    if (body == null
        || !body.path("orderId").canConvertToLong()
        || !body.path("reqId").isTextual()
        || !body.path("text").isTextual()) {
      return Answer.unsupported(
          "an answer to a prompt without orderId (a number), reqId (a text) and text; how it is"
              + " refused is not known");
    }
    List<String> options = player.promptOptions();
    if (!options.contains(body.get("text").textValue())) {
      return Answer.unsupported(
          "text %s is none of the options %s; how it is refused is not known, the prompt is still"
              + " open".formatted(body.get("text"), options));
    }
    String requestId = body.get("reqId").textValue();
    Optional<Outcome> outcome = brokerage.answerPrompt(body.get("orderId").longValue(), requestId);
    if (outcome.isEmpty()) {
      return Answer.unsupported(
          "no prompt %s about order %s is open; how that is refused is not known"
              .formatted(requestId, body.get("orderId")));
    }
    return player
        .play(promptAnswered, Variables.of(brokerage.accounts().get(0)))
        .with(OrderAnswers.effectOf(outcome.get()));
  }
}
