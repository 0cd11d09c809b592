package io.github.cpapi.client.session;

import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.generated.model.AuthStatus;

/** How it stands with the session, from the best case to the worst. */
public sealed interface SessionState {

  /**
   * Orders can be placed.
   *
   * @param status what the gateway says
   */
  record Alive(AuthStatus status) implements SessionState {}

  /**
   * Another login of the same user holds the session or reaches for it: a person at TWS or at the
   * phone, or another gateway. Whether orders are still possible is in the status; do not count on
   * it.
   *
   * @param status what the gateway says
   */
  record Competing(AuthStatus status) implements SessionState {}

  /**
   * The gateway is logged in, and its brokerage session is down: the portfolio can be read, nothing
   * can be ordered (Q80). {@link BrokerageSession#initialise} can bring it back.
   *
   * @param reason what the gateway says about it, or what is missing
   */
  record BrokerageLost(String reason) implements SessionState {}

  /**
   * Nobody is logged in to the gateway. Somebody has to do it there, by hand or with IBeam.
   *
   * @param reason what the gateway says about it
   */
  record LoginLost(String reason) implements SessionState {}

  /**
   * The state is not known: the gateway does not answer, has trouble of its own (5xx), or the
   * question was not sent because of a lock-out.
   *
   * @param cause what happened
   */
  record Unreachable(CpapiException cause) implements SessionState {}
}
