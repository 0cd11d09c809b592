package io.github.cpapi.client.order;

import io.github.cpapi.generated.model.OrderTicket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The client order ids of tickets that travel together. */
final class ClientOrderIds {

  private ClientOrderIds() {}

  /** The broker takes a client order id once in 24 hours (Q17), and children name their parent. */
  static void check(List<OrderTicket> tickets) {
    if (tickets.isEmpty()) {
      throw new IllegalArgumentException("tickets: expected at least one, but got none");
    }
    Set<String> names = new HashSet<>();
    for (OrderTicket ticket : tickets) {
      String name = ticket.clientOrderId();
      if (name != null && !names.add(name)) {
        throw new IllegalArgumentException(
            "clientOrderId: expected another name for each ticket, but '" + name + "' comes twice");
      }
    }
    for (OrderTicket ticket : tickets) {
      if (ticket.parentId() != null && !names.contains(ticket.parentId())) {
        throw new IllegalArgumentException(
            "parentId: expected the clientOrderId of a ticket beside it, one of "
                + names
                + ", but got '"
                + ticket.parentId()
                + "'");
      }
    }
  }

  /**
   * A name whose order may be on its way must not be sent again: where the first one never arrived
   * the broker takes the second, and where it did, nobody can tell which of them is refused.
   */
  static void checkNotOpen(List<OrderTicket> tickets, List<OpenEntry> open) {
    for (OpenEntry entry : open) {
      for (OrderTicket ticket : tickets) {
        String name = ticket.clientOrderId();
        if (name != null && entry.intent().clientOrderIds().contains(name)) {
          throw new IllegalStateException(
              "clientOrderId: '"
                  + name
                  + "' is the name of an order whose fate is not known (entry "
                  + entry.name()
                  + " of the journal); recover() looks for it again, writeOff(...) closes it. Nothing was sent");
        }
      }
    }
  }
}
