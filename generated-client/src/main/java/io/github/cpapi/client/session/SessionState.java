package io.github.cpapi.client.session;

import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.generated.model.AuthStatus;
import org.jspecify.annotations.Nullable;

/** The state of the session, as far as it is known. */
public sealed interface SessionState {

  /**
   * Calls the method of the visitor for this kind.
   *
   * @param visitor handles each kind
   * @param <T> what the visitor returns
   * @return what it returned
   */
  <T extends @Nullable Object> T accept(Visitor<T> visitor);

  /**
   * Handles each kind of state. Code that does not handle a kind does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** Orders can be placed. */
    T alive(Alive alive);

    /** Another login holds the session or competes for it. */
    T competing(Competing competing);

    /** The gateway is logged in, but its brokerage session is down. */
    T brokerageLost(BrokerageLost brokerageLost);

    /** The gateway is not logged in. */
    T loginLost(LoginLost loginLost);

    /** The state is not known. */
    T unreachable(Unreachable unreachable);
  }

  /**
   * Orders can be placed.
   *
   * @param status the gateway's answer
   */
  record Alive(AuthStatus status) implements SessionState {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.alive(this);
    }
  }

  /**
   * Another login of the same user holds the session or competes for it: a person using TWS or the
   * mobile app, or another gateway. The status tells whether orders are still possible; do not rely
   * on it.
   *
   * @param status the gateway's answer
   */
  record Competing(AuthStatus status) implements SessionState {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.competing(this);
    }
  }

  /**
   * The gateway is logged in, but its brokerage session is down: the portfolio can be read, orders
   * cannot be placed (evidence Q80). {@link BrokerageSession#initialise} can restore it.
   *
   * @param reason the gateway's own words, or what is missing
   */
  record BrokerageLost(String reason) implements SessionState {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.brokerageLost(this);
    }
  }

  /**
   * The gateway is not logged in. Log in at the gateway, by hand or with IBeam.
   *
   * @param reason the gateway's own words
   */
  record LoginLost(String reason) implements SessionState {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.loginLost(this);
    }
  }

  /**
   * The state is not known: the gateway cannot be reached, does not answer, answers with an error
   * of its own (5xx), or a penalty prevented the request.
   *
   * @param cause the failed call
   */
  record Unreachable(CpapiException cause) implements SessionState {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.unreachable(this);
    }
  }
}
