package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.mock.state.Brokerage;
import java.util.List;

/** The session's own operations. It is logged in from the start. */
final class Session {

  private final Player player;
  private final List<String> accounts;

  Session(Player player, Brokerage brokerage) {
    this.player = player;
    this.accounts = brokerage.accounts();
  }

  /** All accounts, each as the recording shows one; the first is the selected one. */
  Answer accounts(Call call) {
    JsonNode body = player.body(Recorded.ACCOUNTS, Variables.of(accounts.get(0)));
    for (String account : accounts.subList(1, accounts.size())) {
      JsonNode another = player.body(Recorded.ACCOUNTS, Variables.of(account));
      ((ArrayNode) body.get("accounts")).addAll((ArrayNode) another.get("accounts"));
      for (String member : List.of("acctProps", "aliases")) {
        ((ObjectNode) body.get(member)).setAll((ObjectNode) another.get(member));
      }
    }
    return player.play(Recorded.ACCOUNTS, body);
  }

  /** GET and POST answer alike (Q86). */
  Answer authStatus(Call call) {
    return player.play(Recorded.AUTH_STATUS, Variables.of(accounts.get(0)));
  }

  Answer tickle(Call call) {
    return player.play(Recorded.TICKLE, Variables.of(accounts.get(0)));
  }
}
