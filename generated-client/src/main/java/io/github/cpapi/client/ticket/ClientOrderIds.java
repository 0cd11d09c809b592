package io.github.cpapi.client.ticket;

import io.github.cpapi.generated.model.OrderTicket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The client order ids of tickets that travel together. */
final class ClientOrderIds {

  private ClientOrderIds() {}

  /** The broker takes a client order id once in 24 hours (Q17), and children name their parent. */
  static void check(List<OrderTicket> tickets) {
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
}
