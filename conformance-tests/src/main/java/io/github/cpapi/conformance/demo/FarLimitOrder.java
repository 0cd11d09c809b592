package io.github.cpapi.conformance.demo;

import static io.github.cpapi.client.contract.Instrument.conid;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.order.OrderSettings;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.transport.TlsTrust;
import java.nio.file.Path;
import java.time.Duration;

/** Places one limit order far from the market, for the command {@code probe}. */
public final class FarLimitOrder {

  private FarLimitOrder() {}

  /**
   * Places the order and prints its outcome.
   *
   * @param gateway base URL, account, and a PEM file with the certificate of a mock
   */
  public static void main(String[] gateway) {
    try (CpapiClient client =
        CpapiClient.builder()
            .baseUrl(gateway[0])
            .account(gateway[1])
            .tls(TlsTrust.pem(Path.of(gateway[2])))
            .answerTimeout(Duration.ofSeconds(2))
            // A mock without rate limits and without a past; a program for a broker keeps both.
            .rateLimiter(RateLimiter.off())
            .journal(OrderJournal.inMemory())
            .orders(OrderSettings.defaults().lookupTimeout(Duration.ofSeconds(2)))
            .build()) {
      client.session().open();
      Ticket ticket = Ticket.buy("1", conid(265598)).limit("1.00").build();
      AnswerPolicy policy = AnswerPolicy.paperLimitOrders().andAnsweringPrompt("p12", "Do not use");
      System.out.println(client.orders().place(ticket, policy));
    }
  }
}
