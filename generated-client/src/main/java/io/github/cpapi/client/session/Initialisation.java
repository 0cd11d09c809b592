package io.github.cpapi.client.session;

import io.github.cpapi.generated.model.BrokerageSessionReply;
import org.jspecify.annotations.Nullable;

/** What came of the wish to open the brokerage session (Q87). */
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
   * Handles each kind of result. A kind that is not handled does not compile.
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
   * It is open.
   *
   * @param reply what the gateway says, in its short or in its full form
   */
  record Opened(BrokerageSessionReply reply) implements Initialisation {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.opened(this);
    }
  }

  /**
   * Another login holds it, and it was left there.
   *
   * @param reply what the gateway says
   */
  record HeldByAnother(BrokerageSessionReply reply) implements Initialisation {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.heldByAnother(this);
    }
  }

  /**
   * It is not open: refused, or connected without being authenticated.
   *
   * @param reason the gateway's words where it has some
   * @param reply what the gateway says
   */
  record Refused(String reason, BrokerageSessionReply reply) implements Initialisation {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.refused(this);
    }
  }
}
