package io.github.cpapi.mock.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.SessionState;
import io.github.cpapi.mock.state.SessionState.Level;
import java.util.List;
import java.util.Optional;

/** The operations of the session. It is logged in from the start. */
public final class Session {

  private final RecordingPlayer player;
  private final Recording listed;
  private final Recording portfolioAccounts;
  private final Recording noAccount;
  private final Recording unknownAccount;
  private final Recording selected;
  private final Recording alreadySelected;
  private final Recording authenticated;
  private final Recording noBrokerageSession;
  private final Recording notLoggedIn;
  private final Recording tickled;
  private final Recording tickledWithoutBrokerage;
  private final Recording loggedOut;
  private final Recording heldElsewhere;
  private final Recording brokerageOpened;
  private final Recording neverLoggedIn;
  private final Recording reauthenticated;
  private final Brokerage brokerage;
  private final List<String> accounts;
  private final SessionState state;

  public Session(RecordingPlayer player, Brokerage brokerage, SessionState state) {
    this.player = player;
    listed = player.recording("getAccounts", "listed");
    portfolioAccounts = player.recording("getPortfolioAccounts", "listed");
    noAccount = player.recording("selectAccount", "no-account");
    unknownAccount = player.recording("selectAccount", "unknown-account");
    selected = player.recording("selectAccount", "selected");
    alreadySelected = player.recording("selectAccount", "already-selected");
    authenticated = player.recording("getAuthStatus", "authenticated");
    noBrokerageSession = player.recording("checkAuthStatus", "no-brokerage-session");
    notLoggedIn = player.recording("getAuthStatus", "logged-out");
    tickled = player.recording("tickle", "authenticated");
    tickledWithoutBrokerage = player.recording("tickle", "no-brokerage-session");
    loggedOut = player.recording("logout", "logged-out");
    heldElsewhere = player.recording("openBrokerageSession", "held-elsewhere");
    brokerageOpened = player.recording("openBrokerageSession", "opened");
    neverLoggedIn = player.recording("reauthenticate", "not-logged-in");
    reauthenticated = player.recording("reauthenticate", "logged-in");
    this.brokerage = brokerage;
    this.accounts = brokerage.accounts();
    this.state = state;
  }

  public static boolean isAuthStatus(String operation) {
    return operation.equals("getAuthStatus") || operation.equals("checkAuthStatus");
  }

  /** Lists all accounts in the recorded shape. */
  public Answer accounts(Call call) {
    ObjectNode body = (ObjectNode) player.body(listed, Variables.of(accounts.get(0)));
    for (String account : accounts.subList(1, accounts.size())) {
      JsonNode another = player.body(listed, Variables.of(account));
      ((ArrayNode) body.get("accounts")).addAll((ArrayNode) another.get("accounts"));
      for (String member : List.of("acctProps", "aliases")) {
        ((ObjectNode) body.get(member)).setAll((ObjectNode) another.get(member));
      }
    }
    body.put("selectedAccount", state.selected());
    return player.play(listed, body);
  }

  /** Lists the portfolio accounts. Needs no brokerage session (Q80). */
  public Answer portfolioAccounts(Call call) {
    state.recordPortfolioAccountsQueried();
    ArrayNode body = (ArrayNode) player.body(portfolioAccounts, Variables.of(accounts.get(0)));
    for (String account : accounts.subList(1, accounts.size())) {
      body.addAll((ArrayNode) player.body(portfolioAccounts, Variables.of(account)));
    }
    return player.play(portfolioAccounts, body);
  }

  /** Selects an account. The answer differs if it was selected already (Q88). */
  public Answer select(Call call) {
    JsonNode wanted = body(call).path("acctId");
    Variables variables = Variables.of(state.selected());
    if (wanted.isMissingNode() || wanted.isNull()) {
      return player.play(noAccount, variables).withOnlyReason("the body names no acctId (Q88)");
    }
    String account = wanted.asText();
    if (!brokerage.knows(account)) {
      return player
          .play(unknownAccount, variables)
          .withOnlyReason("the mock was started with other accounts: see --account (Q88)");
    }
    return state.select(account)
        ? player.play(selected, Variables.of(account))
        : player.play(alreadySelected, Variables.of(account));
  }

  /** Answers GET and POST alike (Q86). */
  public Answer authStatus(Call call) {
    Recording recorded =
        switch (state.level()) {
          case COMPLETE -> authenticated;
          case WITHOUT_BROKERAGE -> noBrokerageSession;
          case LOGGED_OUT, NEVER_LOGGED_IN -> notLoggedIn;
        };
    return player.play(recorded, Variables.of(state.selected()));
  }

  public Answer tickle(Call call) {
    return player.play(
        state.level() == Level.COMPLETE ? tickled : tickledWithoutBrokerage,
        Variables.of(state.selected()));
  }

  public Answer logout(Call call) {
    state.logout();
    return player.play(loggedOut, Variables.of(state.selected()));
  }

  /**
   * Opens the brokerage session. Refuses {@code compete:false} while another login holds it. A
   * request without a body, as keep-alive programs send it, opens it.
   */
  public Answer openBrokerage(Call call) {
    Variables variables = Variables.of(state.selected());
    JsonNode compete = body(call).path("compete");
    boolean yields = compete.isBoolean() && !compete.booleanValue();
    if (yields && state.isHeldElsewhere()) {
      return player
          .play(heldElsewhere, variables)
          .withOnlyReason("compete is false, and another login holds the brokerage session (Q87)");
    }
    state.openBrokerage();
    Answer opened = player.play(brokerageOpened, variables);
    if (yields) {
      return opened.withOnlyReason(
          "compete is false, and no other login holds the brokerage session; IBKR documents that"
              + " compete concerns only other logins");
    }
    return compete.isBoolean()
        ? opened
        : opened.withOnlyReason("compete is missing; that the session opens then is an assumption");
  }

  /** The gateway itself answers this, for any method, also after a logout. */
  public Answer reauthenticate() {
    Variables variables = Variables.of(state.selected());
    if (state.level() == Level.NEVER_LOGGED_IN) {
      return player
          .play(neverLoggedIn, variables)
          .inOnePiece()
          .withOnlyReason("there was no login yet");
    }
    // The gateway does it some seconds later; the answer does not show the difference.
    state.openBrokerage();
    return player.play(reauthenticated, variables).inOnePiece();
  }

  private static JsonNode body(Call call) {
    Optional<JsonNode> body = Json.read(call.body());
    return body.orElse(MissingNode.getInstance());
  }
}
