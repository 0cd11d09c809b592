package io.github.cpapi.mock.gateway;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.session.Session;
import io.github.cpapi.mock.state.SessionState;
import java.util.Map;
import java.util.Optional;

/** Refuses requests that need a login or a brokerage session while there is none. */
final class LoginGate implements Filter {

  private static final String NO_BRIDGE = "there is no brokerage session (Q80)";

  private final RecordingPlayer player;
  private final Map<String, Recording> refusals;
  private final SessionState session;

  LoginGate(RecordingPlayer player, SessionState session) {
    this.player = player;
    this.refusals = player.byOperation("no-brokerage-session");
    this.session = session;
  }

  @Override
  public Answer answer(Request request, Next next) {
    return refusalOf(request.operation(), request.path()).orElseGet(() -> next.answer(request));
  }

  private Optional<Answer> refusalOf(String operation, String path) {
    return switch (session.level()) {
      case COMPLETE -> Optional.empty();
      case NEVER_LOGGED_IN ->
          Optional.of(
              player.unauthorized(operation).withOnlyReason("there was no login yet (Q83)"));
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
    Recording refusal = refusals.get(operation);
    return Optional.of(
        refusal != null
            ? player.play(refusal, variables).withOnlyReason(NO_BRIDGE)
            : Answer.unsupported(
                NO_BRIDGE + "; the refusal is recorded only for the accounts and the live orders"));
  }
}
