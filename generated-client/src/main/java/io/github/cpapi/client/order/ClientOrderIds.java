package io.github.cpapi.client.order;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The client order ids of tickets that travel together. */
final class ClientOrderIds {

  private ClientOrderIds() {}

  /** The broker takes a client order id once in 24 hours (Q17). */
  static void checkDistinct(List<Ticket> tickets) {
    Set<@Nullable String> names = new HashSet<>();
    for (Ticket ticket : tickets) {
      if (!names.add(ticket.terms().clientOrderId())) {
        throw new IllegalArgumentException(
            "clientOrderId: expected another one for each ticket, but got "
                + ticket.terms().clientOrderId()
                + " twice");
      }
    }
  }
}
