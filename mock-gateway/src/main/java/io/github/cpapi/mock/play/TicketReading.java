package io.github.cpapi.mock.play;

import io.github.cpapi.mock.ticket.Ticket;
import java.util.List;

/** What became of the JSON of a ticket. */
sealed interface TicketReading {

  /** It makes sense; the remarks say what is odd about it nevertheless. */
  record Accepted(Ticket ticket, List<Remark> remarks) implements TicketReading {}

  /** The gateway refuses it. */
  record Refused(Recorded answer, String why) implements TicketReading {}

  /** The gateway would take it; the mock cannot play it yet. */
  record NotPlayedYet(String what) implements TicketReading {}
}
