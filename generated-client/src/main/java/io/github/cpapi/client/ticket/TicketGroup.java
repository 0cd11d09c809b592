package io.github.cpapi.client.ticket;

import java.util.List;

/**
 * Tickets that belong together and travel in one submission, which is the only reason to send
 * several at once.
 */
public sealed interface TicketGroup permits Bracket, OneCancelsAll {

  /**
   * Returns the tickets as they are sent.
   *
   * @return the tickets in the order of the wire, each with a client order id of its own
   */
  List<Ticket> tickets();
}
