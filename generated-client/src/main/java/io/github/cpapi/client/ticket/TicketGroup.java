package io.github.cpapi.client.ticket;

import java.util.List;

/** Tickets that belong together and are sent in one submission. */
public sealed interface TicketGroup permits Bracket, OneCancelsAll {

  /**
   * Returns the tickets in the order in which they are sent.
   *
   * @return the tickets, each with its own client order id
   */
  List<Ticket> tickets();
}
