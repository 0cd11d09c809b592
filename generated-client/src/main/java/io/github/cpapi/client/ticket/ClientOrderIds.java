package io.github.cpapi.client.ticket;

import io.github.cpapi.generated.model.OrderTicket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the client order ids of a group of tickets. */
final class ClientOrderIds {

  private ClientOrderIds() {}

  /** The broker accepts an id once in 24 hours (Q17), and children refer to their parent's. */
  static void check(List<Ticket> tickets) {
    List<OrderTicket> orders = tickets.stream().map(Ticket::toOrderTicket).toList();
    Set<String> names = new HashSet<>();
    for (OrderTicket ticket : orders) {
      String name = ticket.clientOrderId();
      if (name != null && !names.add(name)) {
        throw new IllegalArgumentException(
            "clientOrderId: expected a different one for each ticket, but '"
                + name
                + "' occurs twice");
      }
    }
    for (OrderTicket ticket : orders) {
      if (ticket.parentId() != null && !names.contains(ticket.parentId())) {
        throw new IllegalArgumentException(
            "parentId: expected the clientOrderId of a ticket in the group, one of "
                + names
                + ", but got '"
                + ticket.parentId()
                + "'");
      }
    }
  }
}
