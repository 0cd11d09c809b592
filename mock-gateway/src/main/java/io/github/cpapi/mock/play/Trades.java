package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.Execution;
import io.github.cpapi.mock.state.SessionState;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists what was executed for the selected account. */
final class Trades {

  /** The document's; what is said to other numbers is not known. */
  private static final Pattern DAYS = Pattern.compile("[1-7]");

  private final Player player;
  private final Brokerage brokerage;
  private final SessionState session;

  Trades(Player player, Brokerage brokerage, SessionState session) {
    this.player = player;
    this.brokerage = brokerage;
    this.session = session;
  }

  Answer list(Call call) {
    Optional<String> asked = call.queryParameter("days");
    if (asked.isPresent() && !DAYS.matcher(asked.get()).matches()) {
      return Answer.notPlayedYet(
          "days %s: it is a number from 1 to 7; how another is refused is not known"
              .formatted(asked.get()));
    }
    asked.map(Integer::valueOf).ifPresent(session::lookBack);
    String account = session.selected();
    if (!session.subscribeTrades()) {
      return player
          .play(Recorded.TRADES_EMPTY, Variables.of(account))
          .withReason("the first call of a session is empty (Q66); ask again");
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Execution execution : brokerage.executions(account, Duration.ofDays(session.days()))) {
      rows.add(player.part(Recorded.TRADES, "/0", OrderVariables.of(execution)));
    }
    return player.play(rows.isEmpty() ? Recorded.TRADES_EMPTY : Recorded.TRADES, rows);
  }
}
