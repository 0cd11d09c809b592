package io.github.cpapi.conformance.readme;

import static io.github.cpapi.client.contract.Instrument.stock;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.order.AnswerPolicy;
import io.github.cpapi.client.order.OrderOutcome;
import io.github.cpapi.client.order.Ticket;
import io.github.cpapi.client.transport.TlsTrust;

/** The Java of the README's first screen, between the two markers. */
final class FirstOrder {

  private FirstOrder() {}

  static OrderOutcome place(String baseUrl, TlsTrust certificate) {
    // README
    try (CpapiClient client =
        CpapiClient.builder()
            .baseUrl(baseUrl) // https://localhost:5000/v1/api
            .account("DU1234567")
            .tls(certificate) // TlsTrust.pinned("SHA-256 of the gateway's certificate")
            .build()) {
      client.session().open();
      Ticket ticket =
          Ticket.buy("10", stock("AAPL").smart("USD").primary("NASDAQ")).market().build();
      // Yes to "no market data" and to the risks of market orders; any other question is declined.
      return client.orders().place(ticket, AnswerPolicy.accepting("o354", "o10151"));
    }
    // README
  }
}
