package io.github.cpapi.client.session;

import io.github.cpapi.generated.model.BrokerageSessionReply;
import org.jspecify.annotations.Nullable;

/** The result of opening the brokerage session (evidence Q87). */
public sealed interface Initialisation {

  /**
   * Calls the method of the visitor for this kind.
   *
   * @param visitor handles each kind
   * @param <T> what the visitor returns
   * @return what it returned
   */
  <T extends @Nullable Object> T accept(Visitor<T> visitor);

  /**
   * Handles each kind of result. Code that does not handle a kind does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** The brokerage session is open. */
    T opened(Opened opened);

    /** Another login holds the brokerage session. */
    T heldByAnother(HeldByAnother heldByAnother);

    /** The brokerage session is not open. */
    T refused(Refused refused);
  }

  /**
   * The brokerage session is open.
   *
   * @param reply the gateway's answer, in its short or full form
   */
  record Opened(BrokerageSessionReply reply) implements Initialisation {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.opened(this);
    }
  }

  /**
   * Another login holds the brokerage session and keeps it.
   *
   * @param reply the gateway's answer
   */
  record HeldByAnother(BrokerageSessionReply reply) implements Initialisation {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.heldByAnother(this);
    }
  }

  /**
   * The brokerage session is not open: it was refused, or is connected but not authenticated.
   *
   * @param reason includes the gateway's own words if it sent any
   * @param reply the gateway's answer
   */
  record Refused(String reason, BrokerageSessionReply reply) implements Initialisation {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.refused(this);
    }
  }
}
