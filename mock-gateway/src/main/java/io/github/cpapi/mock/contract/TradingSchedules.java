package io.github.cpapi.mock.contract;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.recording.FittingRecordings;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import java.util.Optional;

/** Trading schedules, as far as they are recorded. */
public final class TradingSchedules {

  private final RecordingPlayer player;
  private final FittingRecordings fitting;
  private final Recording symbolAndConid;
  private final Recording neither;
  private final Recording smart;
  private final Variables variables;

  public TradingSchedules(RecordingPlayer player, FittingRecordings fitting, String account) {
    this.player = player;
    this.fitting = fitting;
    symbolAndConid = player.recording("getVenueSchedules", "symbol-and-conid");
    neither = player.recording("getVenueSchedules", "neither-symbol-nor-conid");
    smart = player.recording("getVenueSchedules", "smart");
    this.variables = Variables.of(account);
  }

  /** Requires exactly one of symbol and conid. SMART is not a venue (Q76). */
  public Answer schedules(Call call) {
    Optional<String> symbol = call.queryParameter("symbol");
    Optional<String> conid = call.queryParameter("conid");
    if (symbol.isPresent() && conid.isPresent()) {
      return player
          .play(symbolAndConid, variables)
          .withOnlyReason("symbol or conid, not both (Q76)");
    }
    if (symbol.isEmpty() && conid.isEmpty() || call.queryParameter("assetClass").isEmpty()) {
      return player
          .play(neither, variables)
          .withOnlyReason("assetClass and one of symbol and conid are needed (Q76)");
    }
    if (call.queryParameter("exchange").equals(Optional.of("SMART"))) {
      return player.play(smart, variables).withOnlyReason("SMART is a route, not a venue (Q76)");
    }
    return conid.isPresent()
        ? Answer.unsupported("schedules by conid; only those by symbol are recorded")
        : fitting.answer("getVenueSchedules", call);
  }
}
