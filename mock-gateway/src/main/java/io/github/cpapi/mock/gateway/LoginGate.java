package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Situation;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.session.Session;
import io.github.cpapi.mock.state.SessionState;
import java.util.Optional;

/** Refuses what needs a login, or a brokerage session, while there is none. */
record LoginGate(RecordingPlayer player, SessionState session) implements Filter {

  private static final String NO_BRIDGE = "there is no brokerage session (Q80)";

  @Override
  public Answer answer(Request request, Next next) {
    return refusalOf(request.operation(), request.path()).orElseGet(() -> next.answer(request));
  }

  private Optional<Answer> refusalOf(String operation, String path) {
    return switch (session.level()) {
      case COMPLETE -> Optional.empty();
      case NEVER_LOGGED_IN ->
          Optional.of(
              player.unauthorized(operation).withOnlyReason("nobody has logged in yet (Q83)"));
      case LOGGED_OUT ->
          Session.isAuthStatus(operation)
              ? Optional.empty()
              : Optional.of(
                  player
                      .unauthorized(operation)
                      .withOnlyReason("the session was logged out (Q83)"));
      case WITHOUT_BROKERAGE -> withoutBrokerage(operation, path);
    };
  }

  private Optional<Answer> withoutBrokerage(String operation, String path) {
    if (!path.startsWith("/iserver/")
        || operation.isEmpty()
        || operation.equals("openBrokerageSession")
        || Session.isAuthStatus(operation)) {
      return Optional.empty();
    }
    Variables variables = Variables.of(session.selected());
    return Optional.of(
        switch (operation) {
          case "getAccounts" ->
              player.play(Situation.ACCOUNTS_NO_BRIDGE, variables).withOnlyReason(NO_BRIDGE);
          case "getLiveOrders" ->
              player.play(Situation.LIVE_ORDERS_NO_BRIDGE, variables).withOnlyReason(NO_BRIDGE);
          default ->
              Answer.unsupported(
                  NO_BRIDGE
                      + ", and the mock plays how that is refused for the accounts and the"
                      + " live orders alone");
        });
  }
}
