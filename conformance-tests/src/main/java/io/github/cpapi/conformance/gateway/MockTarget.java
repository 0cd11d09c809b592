package io.github.cpapi.conformance.gateway;

import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** Mocks that the kit starts: one for all tests, with an account for each, and one on demand. */
public final class MockTarget implements Target {

  private static final int ACCOUNTS = 500;

  private final MockGateway shared;
  private final AtomicInteger used = new AtomicInteger();

  /** Starts the shared mock. */
  public MockTarget() {
    String[] accounts =
        IntStream.rangeClosed(1, ACCOUNTS).mapToObj(MockTarget::account).toArray(String[]::new);
    shared = start(MockGatewayOptions.defaults().accounts(accounts));
  }

  @Override
  public String description() {
    return "mock gateway, started by the kit";
  }

  @Override
  public Optional<String> lacks(Capability need) {
    return Optional.empty();
  }

  @Override
  public boolean parallel() {
    return true;
  }

  @Override
  public Connection connect() {
    return connection(shared, used.incrementAndGet());
  }

  @Override
  public Isolated isolated(String scenario) {
    MockGateway mock =
        start(
            MockGatewayOptions.defaults().accounts(account(1)).scenario(Scenario.named(scenario)));
    return new IsolatedMock(mock, connection(mock, 1));
  }

  /** Starts a mock and queries its accounts, which reports on orders require (Q79). */
  private static MockGateway start(MockGatewayOptions options) {
    MockGateway mock = MockGateway.start(options);
    Request accounts = new Request.Builder().url(mock.baseUrl() + "/iserver/accounts").build();
    OkHttpClient http = connection(mock, 1).http();
    try {
      http.newCall(accounts).execute().close();
    } catch (IOException e) {
      mock.close();
      throw new UncheckedIOException(e);
    }
    return mock;
  }

  private static Connection connection(MockGateway mock, int number) {
    // The mock does not count requests.
    PacingPolicy unlimited =
        new PacingPolicy(RateLimiter.off(), PacingPolicy.DEFAULT_MAX_WAIT, (operation, wait) -> {});
    return new Connection(
        mock.baseUrl(),
        account(number),
        TlsTrust.pinned(mock.certificate()),
        unlimited,
        "kit",
        List.of());
  }

  private static String account(int number) {
    return "DU%07d".formatted(number);
  }

  @Override
  public void close() {
    shared.close();
  }

  private record IsolatedMock(MockGateway mock, Connection connection) implements Isolated {
    @Override
    public void close() {
      mock.close();
    }
  }
}
