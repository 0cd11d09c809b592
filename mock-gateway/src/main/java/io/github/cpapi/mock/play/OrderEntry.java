package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.Outcome;
import io.github.cpapi.mock.state.SessionState;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Places orders and cancels them. */
final class OrderEntry {

  private final Player player;
  private final TicketReader tickets;
  private final Scenario scenario;
  private final Brokerage brokerage;
  private final SessionState session;
  private final Strictness strictness;

  OrderEntry(
      Player player,
      TicketReader tickets,
      Scenario scenario,
      Brokerage brokerage,
      SessionState session,
      Strictness strictness) {
    this.player = player;
    this.tickets = tickets;
    this.scenario = scenario;
    this.brokerage = brokerage;
    this.session = session;
    this.strictness = strictness;
  }

  Answer place(Call call) {
    String account = call.pathVariable("accountId");
    if (!brokerage.knows(account)) {
      return player.wrongAccount(account);
    }
    Variables variables = Variables.of(account);
    Optional<JsonNode> body = Json.read(call.body());
    if (body.isEmpty() && !call.body().isBlank()) {
      return player.play(Recorded.NOT_JSON, variables).withReason("the body is not JSON");
    }
    JsonNode orders = body.map(json -> json.path("orders")).orElse(null);
    if (orders == null || !orders.isArray() || orders.isEmpty() || !orders.get(0).isObject()) {
      return player
          .play(Recorded.BARE_ARRAY, variables)
          .withReason("the tickets belong into the member orders of an object (Q11)");
    }
    if (orders.size() > 1) {
      return Answer.notPlayedYet("several tickets in one submission (brackets, groups)");
    }
    TicketReading reading = tickets.read(orders.get(0), account);
    if (reading instanceof TicketReading.Refused refused) {
      return player.play(refused.answer(), refused.variables(account)).withReason(refused.why());
    }
    if (reading instanceof TicketReading.NotPlayedYet unplayed) {
      return Answer.notPlayedYet(unplayed.what());
    }
    TicketReading.Accepted accepted = (TicketReading.Accepted) reading;
    return strictness.refusalOf(accepted.remarks()).orElseGet(() -> submit(account, accepted));
  }

  private Answer submit(String account, TicketReading.Accepted accepted) {
    Ticket ticket = accepted.ticket();
    List<Remark> remarks = new ArrayList<>(accepted.remarks());
    if (ticket.oneCancelsAll()) {
      remarks.add(Remark.of("isSingleGroup on one ticket makes a group of one"));
    }
    if (brokerage.isAsked(account)) {
      remarks.add(
          Remark.of(
              "a question about another order of this account is open; the gateway would answer its"
                  + " reply with 503 (Q33), which is not played yet"));
    }
    List<Question> questions = new ArrayList<>();
    long conid = ticket.contract().conid();
    BigDecimal held = scenario.position(conid).add(brokerage.position(account, conid));
    for (Question question : scenario.questionsAbout(ticket, held)) {
      if (session.suppresses(question.messageId())) {
        remarks.add(Remark.of(question.messageId() + " is suppressed and not asked (Q39)"));
      } else {
        questions.add(question);
      }
    }
    Outcome outcome = brokerage.place(account, ticket, questions);
    if (outcome instanceof Outcome.AlreadyRegistered) {
      return player
          .play(Recorded.DUPLICATE_CLIENT_ORDER_ID, OrderVariables.of(account, ticket))
          .withReason("the account has an order with this cOID already (Q17)");
    }
    Answer answer =
        outcome instanceof Outcome.Asked asked
            ? player.ask(
                asked.question(),
                "placeOrders",
                OrderVariables.of(asked.order()).with("replyId", asked.replyId()))
            : player.play(
                Recorded.ORDER_ACKNOWLEDGED,
                OrderVariables.of(((Outcome.Acknowledged) outcome).order()));
    return answer.withRemarks(remarks);
  }

  Answer cancel(Call call) {
    String account = call.pathVariable("accountId");
    if (!brokerage.knows(account)) {
      return player.wrongAccount(account);
    }
    String id = call.pathVariable("orderId");
    if (id.equals("-1")) {
      return Answer.notPlayedYet("cancelling all orders at once (Q50)");
    }
    Variables variables = Variables.of(account).with("orderId", id);
    OptionalLong orderId = call.pathNumber("orderId");
    if (orderId.isEmpty()) {
      return unknown(variables, "an order id is a number");
    }
    return switch (brokerage.cancel(account, orderId.getAsLong())) {
      case REQUESTED -> player.play(Recorded.CANCEL_ACKNOWLEDGED, variables);
      case INACTIVE ->
          player
              .play(Recorded.CANCEL_INACTIVE, variables)
              .withReason("a question about the order is open; answer it first (Q48)");
      case TOO_LATE ->
          unknown(variables, "the order is filled or cancelled; what is said then is not known");
      case UNKNOWN -> unknown(variables, "the account has no order " + id + " (Q48)");
    };
  }

  private Answer unknown(Variables variables, String why) {
    return player.play(Recorded.CANCEL_UNKNOWN, variables).withReason(why);
  }
}
