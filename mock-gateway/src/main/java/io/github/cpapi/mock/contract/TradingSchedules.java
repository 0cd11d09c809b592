package io.github.cpapi.mock.contract;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Situation;
import io.github.cpapi.mock.recording.Variables;
import java.util.Optional;

/** When something trades, as far as that was recorded. */
public final class TradingSchedules {

  private final RecordingPlayer player;
  private final Variables variables;

  public TradingSchedules(RecordingPlayer player, String account) {
    this.player = player;
    this.variables = Variables.of(account);
  }

  /** Exactly one of symbol and conid is taken, and SMART is no venue (Q76). */
  public Answer schedules(Call call) {
    Optional<String> symbol = call.queryParameter("symbol");
    Optional<String> conid = call.queryParameter("conid");
    if (symbol.isPresent() && conid.isPresent()) {
      return player
          .play(Situation.VENUES_BOTH, variables)
          .withOnlyReason("symbol or conid, not both (Q76)");
    }
    if (symbol.isEmpty() && conid.isEmpty() || call.queryParameter("assetClass").isEmpty()) {
      return player
          .play(Situation.VENUES_NEITHER, variables)
          .withOnlyReason("assetClass and one of symbol and conid are needed (Q76)");
    }
    Optional<String> exchange = call.queryParameter("exchange");
    if (exchange.equals(Optional.of("SMART"))) {
      return player
          .play(Situation.VENUES_OF_SMART, variables)
          .withOnlyReason("SMART is a route and no venue (Q76)");
    }
    return player.found("getVenueSchedules").stream()
        .filter(
            recording -> symbol.isPresent() && recording.queryParameter("symbol").equals(symbol))
        .filter(recording -> !recording.responseBody().orElseThrow().isEmpty())
        .filter(
            recording ->
                exchange.isEmpty() || recording.queryParameter("exchange").equals(exchange))
        .findFirst()
        .map(recording -> played(recording, exchange))
        .orElseGet(
            () ->
                Answer.unsupported(
                    "these schedules; AAPL at ISLAND and IBM at NYSE, by symbol, are recorded"));
  }

  private Answer played(Recording recording, Optional<String> exchange) {
    Answer answer = player.play(recording, variables);
    return exchange.isPresent()
        ? answer
        : answer.withOnlyReason("one venue of the many that the gateway lists");
  }

  public Answer days(Call call) {
    Optional<String> conid = call.queryParameter("conid");
    return player.found("getTradingSchedule").stream()
        .filter(recording -> recording.queryParameter("conid").equals(conid))
        .findFirst()
        .map(recording -> player.play(recording, variables))
        .orElseGet(
            () ->
                Answer.unsupported(
                    "the trading days of conid %s; those of 649180671 alone are published"
                        .formatted(conid.orElse("none"))));
  }
}
