package io.github.cpapi.mock.play;

import io.github.cpapi.contract.Recording;
import java.util.Optional;

/** When something trades, as far as that was recorded. */
final class Venues {

  private final Player player;
  private final Variables variables;

  Venues(Player player, String account) {
    this.player = player;
    this.variables = Variables.of(account);
  }

  /** Exactly one of symbol and conid is taken, and SMART is no venue (Q76). */
  Answer schedules(Call call) {
    Optional<String> symbol = call.queryParameter("symbol");
    Optional<String> conid = call.queryParameter("conid");
    if (symbol.isPresent() && conid.isPresent()) {
      return player
          .play(Recorded.VENUES_BOTH, variables)
          .withReason("symbol or conid, not both (Q76)");
    }
    if (symbol.isEmpty() && conid.isEmpty() || call.queryParameter("assetClass").isEmpty()) {
      return player
          .play(Recorded.VENUES_NEITHER, variables)
          .withReason("assetClass and one of symbol and conid are needed (Q76)");
    }
    Optional<String> exchange = call.queryParameter("exchange");
    if (exchange.equals(Optional.of("SMART"))) {
      return player
          .play(Recorded.VENUES_OF_SMART, variables)
          .withReason("SMART is a route and no venue (Q76)");
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
                Answer.notPlayedYet(
                    "these schedules; AAPL at ISLAND and IBM at NYSE, by symbol, are recorded"));
  }

  private Answer played(Recording recording, Optional<String> exchange) {
    Answer answer = player.play(recording, variables);
    return exchange.isPresent()
        ? answer
        : answer.withReason("one venue of the many that the gateway lists");
  }

  Answer days(Call call) {
    Optional<String> conid = call.queryParameter("conid");
    return player.found("getTradingSchedule").stream()
        .filter(recording -> recording.queryParameter("conid").equals(conid))
        .findFirst()
        .map(recording -> player.play(recording, variables))
        .orElseGet(
            () ->
                Answer.notPlayedYet(
                    "the trading days of conid %s; those of 649180671 alone are published"
                        .formatted(conid.orElse("none"))));
  }
}
