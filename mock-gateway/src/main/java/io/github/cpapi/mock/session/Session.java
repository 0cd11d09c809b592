package io.github.cpapi.mock.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Situation;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.SessionState;
import io.github.cpapi.mock.state.SessionState.Level;
import java.util.List;
import java.util.Optional;

/** The session's own operations. It is logged in from the start. */
public final class Session {

  private final RecordingPlayer player;
  private final Brokerage brokerage;
  private final List<String> accounts;
  private final SessionState state;

  public Session(RecordingPlayer player, Brokerage brokerage, SessionState state) {
    this.player = player;
    this.brokerage = brokerage;
    this.accounts = brokerage.accounts();
    this.state = state;
  }

  public static boolean isAuthStatus(String operation) {
    return operation.equals("getAuthStatus") || operation.equals("checkAuthStatus");
  }

  /** All accounts, each as the recording shows one. */
  public Answer accounts(Call call) {
    ObjectNode body = (ObjectNode) player.body(Situation.ACCOUNTS, Variables.of(accounts.get(0)));
    for (String account : accounts.subList(1, accounts.size())) {
      JsonNode another = player.body(Situation.ACCOUNTS, Variables.of(account));
      ((ArrayNode) body.get("accounts")).addAll((ArrayNode) another.get("accounts"));
      for (String member : List.of("acctProps", "aliases")) {
        ((ObjectNode) body.get(member)).setAll((ObjectNode) another.get(member));
      }
    }
    body.put("selectedAccount", state.selected());
    return player.play(Situation.ACCOUNTS, body);
  }

  /** The accounts of the portfolio, which needs no brokerage session (Q80). */
  public Answer portfolioAccounts(Call call) {
    ArrayNode body =
        (ArrayNode) player.body(Situation.PORTFOLIO_ACCOUNTS, Variables.of(accounts.get(0)));
    for (String account : accounts.subList(1, accounts.size())) {
      body.addAll((ArrayNode) player.body(Situation.PORTFOLIO_ACCOUNTS, Variables.of(account)));
    }
    return player.play(Situation.PORTFOLIO_ACCOUNTS, body);
  }

  /** Two shapes, by whether another account was selected before (Q88). */
  public Answer select(Call call) {
    JsonNode wanted = body(call).path("acctId");
    Variables selected = Variables.of(state.selected());
    if (wanted.isMissingNode() || wanted.isNull()) {
      return player
          .play(Situation.SELECT_MISSING, selected)
          .withOnlyReason("the body names no acctId (Q88)");
    }
    String account = wanted.asText();
    if (!brokerage.knows(account)) {
      return player
          .play(Situation.SELECT_UNKNOWN, selected)
          .withOnlyReason("the mock was started with other accounts: see --account (Q88)");
    }
    return state.select(account)
        ? player.play(Situation.SELECTED, Variables.of(account))
        : player.play(Situation.SELECTED_ALREADY, Variables.of(account));
  }

  /** GET and POST answer alike (Q86). */
  public Answer authStatus(Call call) {
    Situation recorded =
        switch (state.level()) {
          case COMPLETE -> Situation.AUTH_STATUS;
          case WITHOUT_BROKERAGE -> Situation.AUTH_STATUS_NO_BRIDGE;
          case LOGGED_OUT, NEVER_LOGGED_IN -> Situation.AUTH_STATUS_LOGGED_OUT;
        };
    return player.play(recorded, Variables.of(state.selected()));
  }

  public Answer tickle(Call call) {
    return player.play(
        state.level() == Level.COMPLETE ? Situation.TICKLE : Situation.TICKLE_NO_BRIDGE,
        Variables.of(state.selected()));
  }

  public Answer validate(Call call) {
    return player.play(Situation.VALIDATED, Variables.of(state.selected()));
  }

  public Answer logout(Call call) {
    state.logout();
    return player.play(Situation.LOGGED_OUT, Variables.of(state.selected()));
  }

  /**
   * Opens the brokerage session. With {@code compete:false} it is refused where another login holds
   * it. Keep-alive programs send no body at all; they get it opened.
   */
  public Answer openBrokerage(Call call) {
    Variables variables = Variables.of(state.selected());
    JsonNode compete = body(call).path("compete");
    boolean yields = compete.isBoolean() && !compete.booleanValue();
    if (yields && state.isHeldElsewhere()) {
      return player
          .play(Situation.BROKERAGE_REFUSED, variables)
          .withOnlyReason("compete is false, and another login holds the brokerage session (Q87)");
    }
    state.openBrokerage();
    Answer opened = player.play(Situation.BROKERAGE_OPENED, variables);
    if (yields) {
      return opened.withOnlyReason(
          "compete is false, and no other login holds the brokerage session: IBKR documents"
              + " compete as being about those alone");
    }
    return compete.isBoolean()
        ? opened
        : opened.withOnlyReason("compete is not said; that the session is opened then is a guess");
  }

  /** The gateway answers this itself, whatever the method, also after a logout. */
  public Answer reauthenticate() {
    Variables variables = Variables.of(state.selected());
    if (state.level() == Level.NEVER_LOGGED_IN) {
      return player
          .play(Situation.REAUTHENTICATE_NEVER, variables)
          .inOnePiece()
          .withOnlyReason("nobody has logged in yet");
    }
    // The gateway does it a few seconds later; nobody can tell from this answer.
    state.openBrokerage();
    return player.play(Situation.REAUTHENTICATED, variables).inOnePiece();
  }

  private static JsonNode body(Call call) {
    Optional<JsonNode> body = Json.read(call.body());
    return body.orElse(MissingNode.getInstance());
  }
}
