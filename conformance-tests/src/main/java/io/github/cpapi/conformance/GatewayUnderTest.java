package io.github.cpapi.conformance;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.transport.TlsTrust;

/**
 * The gateway under test, with an account that no other test uses.
 *
 * @param baseUrl for example {@code https://localhost:5000/v1/api}
 * @param account the account of this test
 * @param trust how its certificate is trusted
 * @param raw plain HTTP, without the client
 */
public record GatewayUnderTest(String baseUrl, String account, TlsTrust trust, RawGateway raw) {

  /** Returns a new client for the account of this test. The caller closes it. */
  public CpapiClient client() {
    return CpapiClient.builder()
        .baseUrl(baseUrl)
        .account(account)
        .tls(trust)
        .journal(OrderJournal.inMemory())
        // The mock does not count requests, and the tests of a run share it.
        .rateLimiter(RateLimiter.off())
        .build();
  }
}
