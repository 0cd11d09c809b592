package io.github.cpapi.conformance;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.conformance.exchange.ExchangeLog;
import io.github.cpapi.conformance.gateway.Connection;
import io.github.cpapi.mock.MockGateway;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The gateway under test, as one test sees it. Its requests are logged. Thread-safe. */
public final class GatewayUnderTest {

  /** Distinguishes the client order ids of a run. */
  private static final AtomicInteger IDS = new AtomicInteger();

  private final Connection connection;
  private final ExchangeLog log;
  private final RawGateway raw;
  private final Optional<MockGateway> ownMock;

  /**
   * Reaches a gateway.
   *
   * @param ownMock the gateway, if it is a mock that no other test uses
   */
  GatewayUnderTest(Connection connection, ExchangeLog log, Optional<MockGateway> ownMock) {
    this.connection = connection;
    this.log = log;
    this.ownMock = ownMock;
    this.raw = new RawGateway(connection.watchedBy(log.of("raw")));
  }

  /** Returns for example {@code https://localhost:5000/v1/api}. */
  public String baseUrl() {
    return connection.baseUrl();
  }

  /** Returns the account of this test. */
  public String account() {
    return connection.account();
  }

  /** Returns how the certificate of the gateway is trusted. */
  public TlsTrust trust() {
    return connection.trust();
  }

  /** Returns plain HTTP, without the client. */
  public RawGateway raw() {
    return raw;
  }

  /**
   * Returns a new client order id, by which the run finds the orders of the test.
   *
   * @param clause for example {@code ord-04}
   */
  public String clientOrderId(String clause) {
    return connection.tag() + "-" + clause + "-" + IDS.incrementAndGet();
  }

  /** Lets time pass at once on a mock that no other test uses. Other gateways need the time. */
  public void letPass(Duration time) {
    ownMock.ifPresent(mock -> mock.clock().advance(time));
  }

  /** Returns a new client for the account of this test. The caller closes it. */
  public CpapiClient client() {
    return CpapiClient.builder()
        .baseUrl(baseUrl())
        .account(account())
        .tls(trust())
        .journal(OrderJournal.inMemory())
        .rateLimiter(connection.pacing().rateLimiter())
        .maxWait(connection.pacing().maxWait())
        .waitListener(connection.pacing().listener())
        .http(
            http -> {
              http.addInterceptor(log.of("client"));
              connection.watchers().forEach(http::addInterceptor);
            })
        .build();
  }
}
