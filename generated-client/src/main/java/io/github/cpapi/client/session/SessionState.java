package io.github.cpapi.client.session;

import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.generated.model.AuthStatus;
import org.jspecify.annotations.Nullable;

/** How it stands with the session, from the best case to the worst. */
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
   * Handles each kind of state. A kind that is not handled does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** Orders can be placed. */
    T alive(Alive alive);

    /** Another login holds the session or reaches for it. */
    T competing(Competing competing);

    /** The gateway is logged in, and nothing can be ordered. */
    T brokerageLost(BrokerageLost brokerageLost);

    /** Nobody is logged in to the gateway. */
    T loginLost(LoginLost loginLost);

    /** The state is not known. */
    T unreachable(Unreachable unreachable);
  }

  /**
   * Orders can be placed.
   *
   * @param status what the gateway says
   */
  record Alive(AuthStatus status) implements SessionState {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.alive(this);
    }
  }

  /**
   * Another login of the same user holds the session or reaches for it: a person at TWS or at the
   * phone, or another gateway. Whether orders are still possible is in the status; do not count on
   * it.
   *
   * @param status what the gateway says
   */
  record Competing(AuthStatus status) implements SessionState {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.competing(this);
    }
  }

  /**
   * The gateway is logged in, and its brokerage session is down: the portfolio can be read, nothing
   * can be ordered (Q80). {@link BrokerageSession#initialise} can bring it back.
   *
   * @param reason what the gateway says about it, or what is missing
   */
  record BrokerageLost(String reason) implements SessionState {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.brokerageLost(this);
    }
  }

  /**
   * Nobody is logged in to the gateway. Somebody has to do it there, by hand or with IBeam.
   *
   * @param reason what the gateway says about it
   */
  record LoginLost(String reason) implements SessionState {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.loginLost(this);
    }
  }

  /**
   * The state is not known: the gateway cannot be reached, does not answer, has trouble of its own
   * (5xx), or the question was held back during a penalty.
   *
   * @param cause what happened
   */
  record Unreachable(CpapiException cause) implements SessionState {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.unreachable(this);
    }
  }
}
