package io.github.cpapi.mock.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.exchange.Strictness;
import io.github.cpapi.mock.reading.TicketReader;
import io.github.cpapi.mock.reading.TicketReading;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.state.Outcome;
import io.github.cpapi.mock.state.TicketQuestion;
import io.github.cpapi.mock.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Changes orders. */
public final class OrderChanges {

  private final RecordingPlayer player;
  private final Recording notJson;
  private final Recording notAWholeTicket;
  private final TicketReader tickets;
  private final TicketQuestions questions;
  private final OrderAnswers answers;
  private final Brokerage brokerage;
  private final Strictness strictness;

  public OrderChanges(
      RecordingPlayer player,
      TicketReader tickets,
      TicketQuestions questions,
      OrderAnswers answers,
      Brokerage brokerage,
      Strictness strictness) {
    this.player = player;
    notJson = player.recording("placeOrders", "not-json");
    notAWholeTicket = player.recording("modifyOrder", "not-a-whole-ticket");
    this.tickets = tickets;
    this.questions = questions;
    this.answers = answers;
    this.brokerage = brokerage;
    this.strictness = strictness;
  }

  public Answer modify(Call call) {
    String account = call.pathVariable("accountId");
    if (!brokerage.knows(account)) {
      return player.wrongAccount(account);
    }
    Optional<JsonNode> body = Json.read(call.body());
    if (body.isEmpty() && !call.body().isBlank()) {
      return player.play(notJson, Variables.of(account)).withOnlyReason("the body is not JSON");
    }
    JsonNode json = body.orElse(null);
    if (json == null || !json.hasNonNull("conid") && !json.hasNonNull("conidex")) {
      return player
          .play(notAWholeTicket, Variables.of(account))
          .withOnlyReason("a change repeats the whole ticket, without the member orders (Q45)");
    }
    String id = call.pathVariable("orderId");
    OptionalLong orderId = call.pathNumber("orderId");
    Optional<Order> order =
        orderId.isPresent() ? brokerage.find(account, orderId.getAsLong()) : Optional.empty();
    return order.isPresent()
        ? read(json, order.get())
        : answers.unknownOrder(account, id, "the account has no order " + id);
  }

  private Answer read(JsonNode json, Order order) {
    TicketReading reading = tickets.read(json, order.account());
    if (reading instanceof TicketReading.Unsupported unsupported) {
      return Answer.unsupported(unsupported.what());
    }
    if (reading instanceof TicketReading.Refused refused) {
      return refused.answer(player, order.account());
    }
    TicketReading.Accepted accepted = (TicketReading.Accepted) reading;
    Ticket before = order.ticket();
    Ticket ticket = accepted.ticket().replacing(before);
    if (ticket.contract().conid() != before.contract().conid() || ticket.side() != before.side()) {
      return Answer.unsupported(
          "a change to another contract or side; how it is refused is not known");
    }
    List<Remark> remarks = new ArrayList<>(accepted.remarks());
    String named = accepted.ticket().clientOrderId();
    if (named != null && !named.equals(ticket.clientOrderId())) {
      remarks.add(Remark.undocumented("the order keeps its client order id"));
    }
    return strictness.refusalOf(remarks).orElseGet(() -> change(order, ticket, remarks));
  }

  private Answer change(Order order, Ticket ticket, List<Remark> remarks) {
    List<TicketQuestion> asked = questions.about(order.account(), List.of(ticket), remarks);
    Outcome outcome = brokerage.change(order.account(), order.id(), ticket, asked);
    Answer answer = answers.answer(order.account(), OrderAnswers.Asked.CHANGE, outcome);
    return answer.withRemarksBefore(remarks);
  }
}
