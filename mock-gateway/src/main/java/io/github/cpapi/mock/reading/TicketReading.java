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

/** What became of the JSON of a ticket. */
public sealed interface TicketReading {

  /** It makes sense; the remarks say what is odd about it nevertheless. */
  record Accepted(Ticket ticket, List<Remark> remarks) implements TicketReading {}

  /** The gateway would take it; the mock cannot play it yet. */
  record Unsupported(String what) implements TicketReading {}

  /** The gateway refuses it. */
  sealed interface Refused extends TicketReading {

    /** What the developer should know. */
    String why();

    /** What is put into a recording, by the names that {@code metadata.bind} uses. */
    Map<String, String> values();

    Refused because(String another);

    default Variables variables(String account) {
      return new Variables(account, values());
    }

    /** The refusal as the answer to a single ticket. */
    Answer answer(RecordingPlayer player, String account);

    /** Its body alone, for answers to several tickets. */
    JsonNode body(RecordingPlayer player, String account);
  }

  /**
   * It cannot be read as an order.
   *
   * @param refusal what is played
   * @param why what the developer should know
   * @param values what is put into the recording, by the names that {@code metadata.bind} uses
   */
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

  /**
   * It is an order, and the scenario says that the broker refuses it.
   *
   * @param refusal what is played
   * @param why what the developer should know
   * @param values what is put into the recording, by the names that {@code metadata.bind} uses
   */
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
