package io.github.cpapi.client.journal;

import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderTicket;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An order or a modification in the journal, recorded before it is sent. */
public sealed interface JournalEntry {

  /**
   * Returns the orders.
   *
   * @return the tickets with contract and client order id; empty if they cannot be read
   */
  List<OrderTicket> tickets();

  /**
   * Returns the client order ids by which the orders can be found.
   *
   * @return those that are known
   */
  default List<String> clientOrderIds() {
    return tickets().stream().map(OrderTicket::clientOrderId).filter(Objects::nonNull).toList();
  }

  /**
   * Tells whether the entry belongs to an account.
   *
   * @return true also if the entry is too damaged to tell
   */
  boolean concerns(String account);

  /**
   * Calls the method of the visitor for this kind.
   *
   * @param visitor handles each kind
   * @param <T> what the visitor returns
   * @return what it returned
   */
  <T extends @Nullable Object> T accept(Visitor<T> visitor);

  /**
   * Handles each kind of entry. Code that does not handle a kind does not compile.
   *
   * @param <T> what it returns
   */
  interface Visitor<T extends @Nullable Object> {
    /** A submission. */
    T place(Place place);

    /** A modification. */
    T modify(Modify modify);

    /** A truncated line. */
    T truncated(Truncated truncated);
  }

  /**
   * A submission.
   *
   * @param at when
   * @param gateway host and port of the gateway; empty in a journal of version 1
   * @param tickets the tickets, with contract and client order id
   */
  record Place(Instant at, String account, String gateway, List<OrderTicket> tickets)
      implements JournalEntry {
    /** Takes an unmodifiable copy. */
    public Place {
      tickets = List.copyOf(tickets);
    }

    @Override
    public boolean concerns(String account) {
      return this.account.equals(account);
    }

    @Override
    public String toString() {
      return Redactor.redact(
          "Place[at=" + at + ", account=" + account + ", tickets=" + tickets + "]");
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.place(this);
    }
  }

  /**
   * A modification.
   *
   * @param at when
   * @param gateway host and port of the gateway; empty in a journal of version 1
   * @param orderId the broker's id of the order
   * @param ticket the new order
   */
  record Modify(Instant at, String account, String gateway, String orderId, OrderTicket ticket)
      implements JournalEntry {
    @Override
    public List<OrderTicket> tickets() {
      return List.of(ticket);
    }

    @Override
    public boolean concerns(String account) {
      return this.account.equals(account);
    }

    @Override
    public String toString() {
      return Redactor.redact(
          "Modify[at="
              + at
              + ", account="
              + account
              + ", orderId="
              + orderId
              + ", ticket="
              + ticket
              + "]");
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.modify(this);
    }
  }

  /**
   * A line of the journal that a crash truncated. Its order was probably not sent, but that is not
   * certain.
   *
   * @param line the rest of the line
   * @param clientOrderIds the client order ids that can still be read
   */
  record Truncated(String line, List<String> clientOrderIds) implements JournalEntry {
    /** Takes an unmodifiable copy. */
    public Truncated {
      clientOrderIds = List.copyOf(clientOrderIds);
    }

    @Override
    public List<OrderTicket> tickets() {
      return List.of();
    }

    @Override
    public boolean concerns(String account) {
      return true;
    }

    @Override
    public String toString() {
      return Redactor.redact("Truncated[line=" + line + "]");
    }

    @Override
    public <T extends @Nullable Object> T accept(Visitor<T> visitor) {
      return visitor.truncated(this);
    }
  }
}
