package io.github.cpapi.client.updates;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.session.SessionState;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.Trade;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One piece of news of an {@link OrderWatch}. Handle each kind with a {@link Visitor}. */
public sealed interface OrderEvent {

  /** Returns when the client learned it. */
  Instant at();

  /** Returns where it comes from. */
  Source source();

  /**
   * Calls the method of the visitor for this kind.
   *
   * @param visitor handles each kind
   * @param <T> what the visitor returns
   * @return what it returned
   */
  <T extends @Nullable Object> T accept(Visitor<T> visitor);

  /**
   * Handles each kind of event. Code that does not handle a kind does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** The order has another state, and has not ended. */
    T changed(Changed changed);

    /** The order has ended. */
    T ended(Ended ended);

    /** An order that was reported as ended is different after all. */
    T corrected(Corrected corrected);

    /** A part of an order is filled. */
    T executed(Executed executed);

    /** The commission of an execution is known. */
    T charged(Charged charged);

    /** The broker has sent a notice, or a prompt that can be answered. */
    T noticed(Noticed noticed);

    /** The session of the gateway is lost, held by another login, or back. */
    T sessionChanged(SessionChanged sessionChanged);

    /** The websocket is open, or broken. */
    T linkChanged(LinkChanged linkChanged);

    /** An order cannot be read. */
    T unreadable(Unreadable unreadable);
  }

  /**
   * The order has another state, and has not ended. States in between can be missing. A row of the
   * websocket names only what has changed; the other members of the report are those known before.
   *
   * @param report the whole order
   */
  record Changed(Instant at, Source source, OrderReport report) implements OrderEvent {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.changed(this);
    }
  }

  /**
   * The order is Filled, Cancelled, Rejected or Expired, according to its REST report. Each watch
   * reports it once for an order. Executions that the broker lists later can follow.
   *
   * @param report the whole order
   */
  record Ended(Instant at, OrderReport report) implements OrderEvent {
    @Override
    public Source source() {
      return Source.REST;
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.ended(this);
    }
  }

  /**
   * A later REST report of an order contradicts the one it ended with, in its status, its filled
   * quantity or its average price.
   *
   * @param report the order as the broker reports it now; it may work again
   * @param before what the broker reported last
   */
  record Corrected(Instant at, OrderReport report, OrderReport before) implements OrderEvent {
    @Override
    public Source source() {
      return Source.REST;
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.corrected(this);
    }
  }

  /**
   * A part of an order is filled. Each watch reports it once for an execution id, although the
   * gateway repeats executions many times.
   *
   * @param trade the execution; its commission is often missing
   */
  record Executed(Instant at, Source source, Trade trade) implements OrderEvent {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.executed(this);
    }
  }

  /**
   * The commission of an execution that was reported without one. Each watch reports it at most
   * once for an execution id.
   *
   * @param trade the execution with its commission
   */
  record Charged(Instant at, Source source, Trade trade) implements OrderEvent {
    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.charged(this);
    }
  }

  /**
   * The broker has sent a notice, or a prompt that waits for one of its options.
   *
   * @param prompt the prompt; null for a notice
   * @param raw the notice as received
   */
  record Noticed(Instant at, @Nullable OrderPrompt prompt, JsonNode raw) implements OrderEvent {
    @Override
    public Source source() {
      return Source.SOCKET;
    }

    @Override
    public String toString() {
      return Redactor.redact("Noticed[at=" + at + ", raw=" + raw + "]");
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.noticed(this);
    }
  }

  /**
   * The session of the gateway is lost, held by another login, or back. The websocket's word is
   * checked against the gateway's status before it is reported.
   *
   * @param state the gateway's status
   */
  record SessionChanged(Instant at, SessionState state) implements OrderEvent {
    @Override
    public Source source() {
      return Source.REST;
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.sessionChanged(this);
    }
  }

  /**
   * The websocket is open and subscribed, or broken. While it is broken, news come from REST.
   *
   * @param connected whether it is open
   * @param why the reason, in words
   */
  record LinkChanged(Instant at, boolean connected, String why) implements OrderEvent {
    /** Masks account ids. */
    public LinkChanged {
      why = Redactor.redact(why);
    }

    @Override
    public Source source() {
      return Source.SOCKET;
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.linkChanged(this);
    }
  }

  /**
   * An order cannot be read: the gateway does not know it, a question about it is open, or it does
   * not answer. It is read again. Reported when the reason changes.
   *
   * @param orderId the broker's id of the order
   * @param why the reason, in words
   */
  record Unreadable(Instant at, String orderId, String why) implements OrderEvent {
    /** Masks account ids. */
    public Unreadable {
      why = Redactor.redact(why);
    }

    @Override
    public Source source() {
      return Source.REST;
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.unreadable(this);
    }
  }
}
