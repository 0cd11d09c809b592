package io.github.cpapi.mock.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Effect;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.exchange.Strictness;
import io.github.cpapi.mock.reading.FormRefusal;
import io.github.cpapi.mock.reading.TicketReader;
import io.github.cpapi.mock.reading.TicketReading;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.Outcome;
import io.github.cpapi.mock.state.TicketQuestion;
import io.github.cpapi.mock.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Places orders and cancels them. */
public final class OrderEntry {

  static final Remark SINGLE_FORM =
      Remark.of(
          "treated like the list form; only earlier editions of IBKR's document have this one"
              + " (Q106)");

  private final RecordingPlayer player;
  private final Recording notJson;
  private final Recording bareArray;
  private final Recording comboChild;
  private final Recording cancelled;
  private final Recording questionOpen;
  private final Recording unknownOrder;
  private final TicketReader tickets;
  private final TicketQuestions questions;
  private final OrderAnswers answers;
  private final Brokerage brokerage;
  private final Strictness strictness;

  public OrderEntry(
      RecordingPlayer player,
      TicketReader tickets,
      TicketQuestions questions,
      OrderAnswers answers,
      Brokerage brokerage,
      Strictness strictness) {
    this.player = player;
    notJson = player.recording("placeOrders", "not-json");
    bareArray = player.recording("placeOrders", "bare-array");
    comboChild = player.recording("placeOrders", "combo-child");
    cancelled = player.recording("cancelOrder", "acknowledged");
    questionOpen = player.recording("cancelOrder", "question-open");
    unknownOrder = player.recording("cancelOrder", "unknown-order");
    this.tickets = tickets;
    this.questions = questions;
    this.answers = answers;
    this.brokerage = brokerage;
    this.strictness = strictness;
  }

  public Answer place(Call call) {
    String account = call.pathVariable("accountId");
    if (!brokerage.knows(account)) {
      return player.wrongAccount(account);
    }
    Variables variables = Variables.of(account);
    Optional<JsonNode> body = Json.read(call.body());
    if (body.isEmpty() && !call.body().isBlank()) {
      return player.play(notJson, variables).withOnlyReason("the body is not JSON");
    }
    JsonNode orders = body.map(json -> json.path("orders")).orElse(null);
    if (orders == null || !orders.isArray() || orders.isEmpty() || !orders.get(0).isObject()) {
      return player
          .play(bareArray, variables)
          .withOnlyReason("the tickets belong in the member orders of an object (Q11)");
    }
    return read(account, orders);
  }

  /** The form of earlier editions of IBKR's document: the body is the ticket itself. */
  public Answer placeSingle(Call call) {
    String account = call.pathVariable("accountId");
    if (!brokerage.knows(account)) {
      return player.wrongAccount(account);
    }
    JsonNode ticket = Json.read(call.body()).orElse(null);
    if (ticket == null || !ticket.isObject()) {
      return Answer.unsupported("a body that is not one ticket; how it is refused is not known");
    }
    return read(account, JsonNodeFactory.instance.arrayNode().add(ticket)).withRemark(SINGLE_FORM);
  }

  private Answer read(String account, JsonNode orders) {
    List<Ticket> legs = new ArrayList<>();
    List<TicketReading.Refused> refused = new ArrayList<>();
    List<Remark> remarks = new ArrayList<>();
    for (JsonNode json : orders) {
      TicketReading reading = tickets.read(json, account);
      if (reading instanceof TicketReading.Unsupported unsupported) {
        return Answer.unsupported(unsupported.what());
      }
      if (reading instanceof TicketReading.Refused refusal) {
        if (!failsAlone(json, refusal, account)) {
          return refusal.answer(player, account);
        }
        refused.add(refusal);
      } else {
        TicketReading.Accepted accepted = (TicketReading.Accepted) reading;
        legs.add(accepted.ticket());
        remarks.addAll(accepted.remarks());
      }
    }
    if (legs.size() > 1
        && legs.stream().allMatch(leg -> leg.parentId() == null && !leg.oneCancelsAll())) {
      remarks.add(
          Remark.undocumented(
              "neither parentId nor isSingleGroup links the tickets; each is a separate order"));
    }
    if (orders.size() == 1 && legs.stream().anyMatch(Ticket::oneCancelsAll)) {
      remarks.add(Remark.of("isSingleGroup on one ticket makes a group of one"));
    }
    return strictness.refusalOf(remarks).orElseGet(() -> submit(account, legs, refused, remarks));
  }

  /**
   * Whether a refusal fails only this leg: a child that is refused under status 200 leaves its
   * parent Inactive (Q5). A malformed ticket or an unknown contract refuses the whole submission.
   */
  private boolean failsAlone(JsonNode ticket, TicketReading.Refused refusal, String account) {
    boolean unknownContract =
        refusal instanceof TicketReading.Unreadable unreadable
            && unreadable.refusal() == FormRefusal.UNKNOWN_CONTRACT;
    return !ticket.path("parentId").asText("").isEmpty()
        && !unknownContract
        && refusal.answer(player, account).status() == 200;
  }

  private Answer submit(
      String account,
      List<Ticket> legs,
      List<TicketReading.Refused> refused,
      List<Remark> remarks) {
    if (mixesCombos(legs)) {
      return player
          .play(comboChild, Variables.of(account))
          .withOnlyReason("children of a combo are combos, and only those (Q21)");
    }
    List<TicketQuestion> asked =
        refused.isEmpty() ? questions.about(account, legs, remarks) : List.of();
    Outcome outcome = brokerage.place(account, legs, !refused.isEmpty(), asked);
    Answer answer =
        outcome instanceof Outcome.PartlyRefused partly
            ? answers.partlyRefused(account, partly.legs(), refused)
            : answers.answer(account, OrderAnswers.Asked.PLACE, outcome);
    return answer.withRemarksBefore(remarks);
  }

  private static boolean mixesCombos(List<Ticket> legs) {
    return legs.stream()
        .filter(leg -> leg.parentId() != null)
        .anyMatch(
            child ->
                legs.stream()
                    .filter(leg -> Objects.equals(child.parentId(), leg.clientOrderId()))
                    .anyMatch(parent -> parent.isCombo() != child.isCombo()));
  }

  public Answer cancel(Call call) {
    String account = call.pathVariable("accountId");
    if (!brokerage.knows(account)) {
      return player.wrongAccount(account);
    }
    String id = call.pathVariable("orderId");
    Variables variables = Variables.of(account).with("orderId", id);
    if (id.equals("-1")) {
      List<Long> orders = brokerage.cancelAll(account);
      return player
          .play(cancelled, variables)
          .with(new Effect.CancelRequested(orders))
          .withOnlyReason("all open orders of the account are to be cancelled (Q50)");
    }
    OptionalLong orderId = call.pathNumber("orderId");
    if (orderId.isEmpty()) {
      return unknown(variables, "the order id is not a number");
    }
    return switch (brokerage.cancel(account, orderId.getAsLong())) {
      case REQUESTED ->
          player
              .play(cancelled, variables)
              .with(new Effect.CancelRequested(List.of(orderId.getAsLong())));
      case INACTIVE ->
          player
              .play(questionOpen, variables)
              .withOnlyReason("the order awaits a reply to a question; answer it first (Q48)");
      case TOO_LATE ->
          unknown(variables, "the order is filled or cancelled; the gateway's answer is not known");
      case UNKNOWN -> unknown(variables, "the account has no order " + id + " (Q48)");
    };
  }

  private Answer unknown(Variables variables, String why) {
    return player.play(unknownOrder, variables).withOnlyReason(why);
  }
}
