package example;

import static io.github.cpapi.client.contract.Instrument.stock;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;

/** Buys US stocks with limit orders. */
final class Buyer {

  private final CpapiClient client;

  Buyer(CpapiClient client) {
    this.client = client;
  }

  /** Places the order and confirms the questions that a limit order of a paper account is asked. */
  OrderOutcome buy(String quantity, String symbol, String limit) {
    Ticket ticket = Ticket.buy(quantity, stock(symbol).smart("USD")).limit(limit).build();
    return client.orders().place(ticket, AnswerPolicy.paperLimitOrders());
  }
}
