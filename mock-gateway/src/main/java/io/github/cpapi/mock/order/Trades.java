package io.github.cpapi.mock.order;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.recording.OrderVariables;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.Execution;
import io.github.cpapi.mock.state.SessionState;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists the trades of the selected account. */
public final class Trades {

  /** The documented numbers; how others are refused is not known. */
  private static final Pattern DAYS = Pattern.compile("[1-7]");

  private final RecordingPlayer player;
  private final Recording empty;
  private final Recording executed;
  private final Brokerage brokerage;
  private final SessionState session;

  public Trades(RecordingPlayer player, Brokerage brokerage, SessionState session) {
    this.player = player;
    empty = player.recording("getTrades", "empty");
    executed = player.recording("getTrades", "executions");
    this.brokerage = brokerage;
    this.session = session;
  }

  public Answer list(Call call) {
    Optional<String> asked = call.queryParameter("days");
    if (asked.isPresent() && !DAYS.matcher(asked.get()).matches()) {
      return Answer.unsupported(
          "days %s: it is a number from 1 to 7; how another is refused is not known"
              .formatted(asked.get()));
    }
    asked.map(Integer::valueOf).ifPresent(session::setDays);
    String account = session.selected();
    if (!session.subscribeTrades()) {
      return player
          .play(empty, Variables.of(account))
          .withOnlyReason("the first call of a session is empty (Q66); ask again");
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Execution execution : brokerage.executions(account, Duration.ofDays(session.days()))) {
      rows.add(player.part(executed, "/0", OrderVariables.of(execution)));
    }
    return player.play(rows.isEmpty() ? empty : executed, rows);
  }
}
