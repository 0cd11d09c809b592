package io.github.cpapi.conformance.gateway;

import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Mocks that the kit starts: one for all tests, with an account for each, and others for one test
 * at a time. These are reset for the next test, because a start takes longer than most tests.
 */
public final class MockTarget implements Target {

  private static final int ACCOUNTS = 500;

  private final Kept shared;
  private final AtomicInteger used = new AtomicInteger();

  /** The isolated mocks that no test uses, by their scenario. */
  private final Map<String, Queue<Kept>> idle = new ConcurrentHashMap<>();

  /** Starts the shared mock. */
  public MockTarget() {
    String[] accounts =
        IntStream.rangeClosed(1, ACCOUNTS).mapToObj(MockTarget::account).toArray(String[]::new);
    shared = Kept.start(MockGatewayOptions.defaults().accounts(accounts));
    shared.reset();
  }

  /**
   * A mock.
   *
   * @param first for its first account
   * @param http on which its accounts are queried
   */
  private record Kept(MockGateway mock, Connection first, OkHttpClient http) {

    static Kept start(MockGatewayOptions options) {
      MockGateway mock = MockGateway.start(options);
      Connection first =
          new Connection(
              mock.baseUrl(),
              account(1),
              TlsTrust.pinned(mock.certificate()),
              // The mock does not count requests.
              PacingPolicy.off(),
              "kit",
              List.of());
      return new Kept(mock, first, first.http());
    }

    /** Restarts the session and queries its accounts, which reports on orders require (Q79). */
    void reset() {
      mock.reset();
      Request accounts = new Request.Builder().url(mock.baseUrl() + "/iserver/accounts").build();
      try {
        http.newCall(accounts).execute().close();
      } catch (IOException e) {
        mock.close();
        throw new UncheckedIOException(e);
      }
    }
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
    return shared.first().forAccount(account(used.incrementAndGet()));
  }

  @Override
  public Isolated isolated(String scenario) {
    Queue<Kept> unused = idle.computeIfAbsent(scenario, any -> new ConcurrentLinkedQueue<>());
    Kept earlier = unused.poll();
    Kept kept =
        earlier == null
            ? Kept.start(
                MockGatewayOptions.defaults()
                    .accounts(account(1))
                    .scenario(Scenario.named(scenario)))
            : earlier;
    kept.reset();
    return new IsolatedMock(kept.mock(), kept.first(), () -> unused.add(kept));
  }

  /** Makes the shared mock as it was at its start. No test may use it meanwhile. */
  public void reset() {
    shared.reset();
    used.set(0);
  }

  private static String account(int number) {
    return "DU%07d".formatted(number);
  }

  /** Stops all mocks. Call it after the last test. */
  @Override
  public void close() {
    shared.mock().close();
    idle.values().forEach(mocks -> mocks.forEach(kept -> kept.mock().close()));
  }

  private record IsolatedMock(MockGateway mock, Connection connection, Runnable giveBack)
      implements Isolated {
    @Override
    public void close() {
      giveBack.run();
    }
  }
}
