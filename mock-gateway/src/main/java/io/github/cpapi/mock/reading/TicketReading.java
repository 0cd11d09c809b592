package io.github.cpapi.mock.reading;

import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.ticket.Ticket;
import java.util.List;
import java.util.Map;

/** What became of the JSON of a ticket. */
public sealed interface TicketReading {

  /** It makes sense; the remarks say what is odd about it nevertheless. */
  record Accepted(Ticket ticket, List<Remark> remarks) implements TicketReading {}

  /**
   * The gateway refuses it.
   *
   * @param answer what is played
   * @param why what the developer should know
   * @param values what is put into the recording, by the names that {@code metadata.bind} uses
   */
  record Refused(Refusal answer, String why, Map<String, String> values) implements TicketReading {

    static Refused of(Refusal answer, String why) {
      return new Refused(answer, why, Map.of());
    }

    static Refused with(Refusal answer, String why, String name, String value) {
      return new Refused(answer, why, Map.of(name, value));
    }

    public Variables variables(String account) {
      return new Variables(account, values);
    }
  }

  /** The gateway would take it; the mock cannot play it yet. */
  record NotPlayedYet(String what) implements TicketReading {}
}
