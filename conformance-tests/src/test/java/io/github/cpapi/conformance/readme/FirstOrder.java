package io.github.cpapi.conformance.readme;

import static io.github.cpapi.client.contract.Instrument.stock;
import static io.github.cpapi.client.policy.MessageIds.MARKET_ORDER_RISKS;
import static io.github.cpapi.client.policy.MessageIds.NO_MARKET_DATA;
import static io.github.cpapi.client.policy.MessageIds.PRICE_CAP;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.transport.TlsTrust;

/** Buys ten shares of Apple. Arguments: base URL and SHA-256 fingerprint of the gateway. */
class FirstOrder {
  public static void main(String[] gateway) {
    try (CpapiClient client =
        CpapiClient.builder()
            .baseUrl(gateway[0])
            .account("DU1234567")
            .tls(TlsTrust.pinned(gateway[1]))
            .build()) {
      client.session().open();
      Ticket ticket =
          Ticket.buy("10", stock("AAPL").smart("USD").primary("NASDAQ")).market().build();
      // Any other question is declined, and the order with it.
      AnswerPolicy policy = AnswerPolicy.accepting(NO_MARKET_DATA, MARKET_ORDER_RISKS, PRICE_CAP);
      System.out.println(client.orders().place(ticket, policy));
    }
  }
}
