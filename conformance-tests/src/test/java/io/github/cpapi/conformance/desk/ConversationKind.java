package io.github.cpapi.conformance.desk;

import static io.github.cpapi.client.contract.Instrument.conid;

import io.github.cpapi.client.order.OrderDesk;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Bracket;
import io.github.cpapi.client.ticket.Ticket;

/** A conversation of the desk with the mock, from the order to its acknowledgement or decline. */
enum ConversationKind {
  LIMIT_ORDER("fresh-paper-account", 3, true),
  DECLINED_ORDER("fresh-paper-account", 2, false),
  BRACKET("fresh-paper-account", 4, true),
  CHANGE("fresh-paper-account", 3, true),
  UNASKED_ORDER("no-questions", 0, true),
  UNASKED_MARKET_ORDER("no-questions", 0, true),
  UNASKED_BRACKET("no-questions", 0, true),
  UNASKED_CHANGE("no-questions", 0, true);

  private static final AnswerPolicy YES =
      AnswerPolicy.paperLimitOrders().and(AnswerPolicy.stopOrders());
  private static final AnswerPolicy ONE_YES = AnswerPolicy.accepting("o163");

  private final String scenario;
  private final int answers;
  private final boolean accepted;

  ConversationKind(String scenario, int answers, boolean accepted) {
    this.scenario = scenario;
    this.answers = answers;
    this.accepted = accepted;
  }

  /** The scenario in which the mock asks these questions. */
  String scenario() {
    return scenario;
  }

  /** The number of answers that the desk sends without faults. */
  int answers() {
    return answers;
  }

  /** Whether it ends with an acknowledgement without faults. */
  boolean isAccepted() {
    return accepted;
  }

  boolean isChange() {
    return this == CHANGE || this == UNASKED_CHANGE;
  }

  /** The operation that starts it. */
  String opening() {
    return isChange() ? "modifyOrder" : "placeOrders";
  }

  /** Places the order, or modifies the order with this id. */
  OrderOutcome run(OrderDesk desk, String orderId) {
    return switch (this) {
      case LIMIT_ORDER, UNASKED_ORDER -> desk.place(limit("1.00"), YES);
      case DECLINED_ORDER -> desk.place(limit("1.00"), ONE_YES);
      case UNASKED_MARKET_ORDER ->
          desk.place(Ticket.buy("1", conid(265598)).market().clientOrderId("mine").build(), YES);
      case BRACKET, UNASKED_BRACKET ->
          desk.place(Bracket.around(limit("1.00")).takeProfit("199").stopLoss("0.50").build(), YES);
      case CHANGE, UNASKED_CHANGE -> desk.modify(orderId, limit("2.00"), YES);
    };
  }

  /** Places the order that a change modifies. */
  static OrderOutcome placeOrderToChange(OrderDesk desk) {
    return desk.place(limit("1.00"), YES);
  }

  private static Ticket limit(String price) {
    return Ticket.buy("1", conid(265598)).limit(price).clientOrderId("mine").build();
  }
}
