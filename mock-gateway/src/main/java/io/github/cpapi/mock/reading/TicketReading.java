package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.RefusalPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.scenario.Refusal;
import io.github.cpapi.mock.ticket.Ticket;
import java.util.List;
import java.util.Map;

/** The result of reading a ticket. */
public sealed interface TicketReading {

  /** The ticket is valid; the remarks describe what is odd about it. */
  record Accepted(Ticket ticket, List<Remark> remarks) implements TicketReading {}

  /** The mock does not know what the gateway does with it. */
  record Unsupported(String what) implements TicketReading {}

  /** The gateway refuses the ticket. */
  sealed interface Refused extends TicketReading {

    /** Returns the reason, for the developer. */
    String why();

    /** Returns the values for a recording, by the names that {@code metadata.bind} uses. */
    Map<String, String> values();

    Refused because(String another);

    default Variables variables(String account) {
      return new Variables(account, values());
    }

    /** Returns the answer to a single ticket. */
    Answer answer(RecordingPlayer player, String account);

    /** Returns only the body, for answers to several tickets. */
    JsonNode body(RecordingPlayer player, String account);
  }

  /** The ticket is malformed. */
  record Unreadable(FormRefusal refusal, String why, Map<String, String> values)
      implements Refused {

    @Override
    public Unreadable because(String another) {
      return new Unreadable(refusal, another, values);
    }

    @Override
    public Answer answer(RecordingPlayer player, String account) {
      return player.play(recording(player), variables(account)).withOnlyReason(why);
    }

    @Override
    public JsonNode body(RecordingPlayer player, String account) {
      return player.body(recording(player), variables(account));
    }

    private Recording recording(RecordingPlayer player) {
      return player.recording("placeOrders", refusal.situation());
    }
  }

  /** The ticket is well-formed, but a refusal of the scenario applies. */
  record Rejected(Refusal refusal, String why, Map<String, String> values) implements Refused {

    @Override
    public Rejected because(String another) {
      return new Rejected(refusal, another, values);
    }

    @Override
    public Answer answer(RecordingPlayer player, String account) {
      return RefusalPlayer.play(player, refusal, variables(account)).withOnlyReason(why);
    }

    @Override
    public JsonNode body(RecordingPlayer player, String account) {
      return RefusalPlayer.body(player, refusal, variables(account));
    }
  }
}
