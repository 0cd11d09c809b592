package io.github.cpapi.mock;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.cpapi.mock.admin.ClockApi;
import io.github.cpapi.mock.admin.ExchangesApi;
import io.github.cpapi.mock.admin.FaultsApi;
import io.github.cpapi.mock.admin.OrdersApi;
import io.github.cpapi.mock.admin.PacingApi;
import io.github.cpapi.mock.admin.PricesApi;
import io.github.cpapi.mock.admin.ReadOnlyAdmin;
import io.github.cpapi.mock.admin.ScenarioApi;
import io.github.cpapi.mock.admin.SessionApi;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.server.ExchangeLog;
import io.github.cpapi.mock.server.GatewayCertificate;
import io.github.cpapi.mock.server.GatewayHttpServer;
import io.github.cpapi.mock.server.GatewayTransformer;
import io.github.cpapi.mock.server.PlayedExchange;
import io.github.cpapi.mock.server.PortalAlias;
import io.github.cpapi.mock.server.ReadOnlyFiles;
import io.github.cpapi.mock.server.RecordingStubs;
import io.github.cpapi.mock.simulation.MockClock;
import io.github.cpapi.mock.simulation.Simulation;
import io.github.cpapi.mock.state.HeldOrder;
import io.github.cpapi.mock.state.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running mock of the Client Portal Gateway, listening, and logged in from the start.
 *
 * <p>Thread-safe. Orders and questions belong to an account: callers that use an account each can
 * share a mock. Everything is in memory and gone after {@link #close()}.
 */
public final class MockGateway implements AutoCloseable {

  private final WireMockServer server;
  private final @Nullable GatewayCertificate certificate;
  private final Simulation simulation;
  private final ExchangeLog log;

  private MockGateway(
      WireMockServer server,
      @Nullable GatewayCertificate certificate,
      Simulation simulation,
      ExchangeLog log) {
    this.server = server;
    this.certificate = certificate;
    this.simulation = simulation;
    this.log = log;
  }

  /**
   * Starts a mock. It answers when this returns.
   *
   * @param options how to start it
   * @return the running mock; close it
   * @throws UncheckedIOException if it cannot listen: the port is taken, or the address is none of
   *     this machine
   * @throws java.util.NoSuchElementException if a recording is missing that the mock plays
   * @throws io.github.cpapi.mock.scenario.ScenarioException if the scenario names a recording that
   *     does not exist
   */
  public static MockGateway start(MockGatewayOptions options) {
    MockClock clock = new MockClock(options.clock());
    ExchangeLog log = new ExchangeLog(clock);
    Simulation simulation =
        new Simulation(
            Shipped.SPEC,
            options.recordings(),
            new Simulation.Setup(
                options.scenario(), options.accounts(), options.seed(), options.strict()),
            clock,
            log::clear);
    WireMockConfiguration configuration =
        WireMockConfiguration.options()
            .bindAddress(options.bindAddress())
            .mappingSource(new RecordingStubs(Shipped.SPEC, options.recordings()))
            .extensions(
                new GatewayTransformer(simulation::gateway),
                log,
                new OrdersApi(simulation),
                new PricesApi(simulation),
                new SessionApi(simulation),
                new FaultsApi(simulation),
                new ClockApi(simulation),
                new PacingApi(simulation),
                new ScenarioApi(simulation),
                new ExchangesApi(log),
                new ReadOnlyAdmin())
            .extensions(services -> List.of(new PortalAlias(services.getStores().getStubStore())))
            .fileSource(new ReadOnlyFiles())
            // The journal costs four to eight times the throughput and keeps every request.
            .disableRequestJournal()
            // Otherwise it writes out every exchange as a text, which nobody then reads.
            .stubRequestLoggingDisabled(true)
            .httpServerFactory(
                (served, admin, stubs) -> new GatewayHttpServer(served, admin, stubs, log))
            // As the gateway does: HTTP/1.1, no ALPN, chunked, never compressed.
            .http2TlsDisabled(true)
            .http2PlainDisabled(true)
            .useChunkedTransferEncoding(ChunkedEncodingPolicy.ALWAYS)
            .gzipDisabled(true);
    return options.https()
        ? startHttps(configuration, options, simulation, log)
        : new MockGateway(
            started(configuration.port(options.port()), options), null, simulation, log);
  }

  private static MockGateway startHttps(
      WireMockConfiguration configuration,
      MockGatewayOptions options,
      Simulation simulation,
      ExchangeLog log) {
    GatewayCertificate certificate = GatewayCertificate.of(options.certificate());
    try {
      Path keyStore = Files.createTempFile("mock-gateway", ".p12");
      try {
        certificate.writeKeyStore(keyStore);
        configuration
            .httpDisabled(true)
            .httpsPort(options.port())
            .keystorePath(keyStore.toString())
            .keystoreType(GatewayCertificate.KEY_STORE_TYPE)
            .keystorePassword(GatewayCertificate.KEY_STORE_PASSWORD)
            .keyManagerPassword(GatewayCertificate.KEY_STORE_PASSWORD);
        return new MockGateway(started(configuration, options), certificate, simulation, log);
      } finally {
        Files.delete(keyStore);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the key of the mock for its start", e);
    }
  }

  private static WireMockServer started(
      WireMockConfiguration configuration, MockGatewayOptions options) {
    WireMockServer server = new WireMockServer(configuration);
    try {
      server.start();
      return server;
    } catch (FatalStartupException e) {
      // Jetty has stopped itself by now; stopping it again fails.
      throw new UncheckedIOException(
          "cannot listen on %s:%d: %s".formatted(options.bindAddress(), options.port(), reason(e)),
          new IOException(e));
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    // The only failure of its kind that says nothing by itself.
    return root instanceof UnresolvedAddressException
        ? "there is no such address"
        : String.valueOf(root.getMessage());
  }

  /**
   * Returns where clients reach the API.
   *
   * @return for example {@code https://localhost:5000/v1/api}
   */
  public String baseUrl() {
    return "%s://localhost:%d/v1/api".formatted(certificate == null ? "http" : "https", port());
  }

  /** Returns where the mock listens. */
  public int port() {
    return certificate == null ? server.port() : server.httpsPort();
  }

  /**
   * Returns the certificate, for clients to trust or to pin.
   *
   * @return the self-signed certificate
   * @throws IllegalStateException if the mock speaks plain HTTP
   */
  public X509Certificate certificate() {
    return held().certificate();
  }

  /**
   * Returns the certificate as a PEM file holds it.
   *
   * @return the text of the file
   * @throws IllegalStateException if the mock speaks plain HTTP
   */
  public String certificatePem() {
    return held().pem();
  }

  private GatewayCertificate held() {
    if (certificate == null) {
      throw new IllegalStateException("a mock that speaks plain HTTP has no certificate");
    }
    return certificate;
  }

  /** Logs in, with a brokerage session, as somebody does in a browser. */
  public void login() {
    simulation.login(true);
  }

  /**
   * Logs in, but the brokerage session does not come up: nothing can be traded. No other login
   * holds it, so {@code ssodh/init} opens it, also with {@code compete:false}.
   */
  public void loginWithoutBrokerage() {
    simulation.login(false);
  }

  /**
   * Logs in while another login of the user holds the brokerage session, a person at TWS for
   * example: {@code ssodh/init} with {@code compete:false} is refused (Q87), with {@code true} it
   * takes the session.
   */
  public void loginWhileHeldElsewhere() {
    simulation.loginHeldElsewhere();
  }

  /**
   * Takes the login away, as a restart of the gateway program does. Every call is 401 until {@link
   * #login()}; orders stay.
   */
  public void logout() {
    simulation.logout();
  }

  /**
   * Lists the orders of all accounts. Nothing comes of it, unlike a report through the API.
   *
   * @return the orders, those of an account together, oldest first
   */
  public List<HeldOrder> orders() {
    return simulation.orders();
  }

  /**
   * Fills what is left of an order, at its limit, and without one at the reference price.
   *
   * @return the order afterwards
   * @throws IllegalArgumentException if there is no such order, or it cannot be filled
   */
  public Order fill(long orderId) {
    return simulation.fill(orderId, Optional.empty(), Optional.empty());
  }

  /**
   * Fills an order, whole or in part, whatever its limit.
   *
   * @param quantity how much, more than 0 and at most what is left
   * @param price at what price
   * @return the order afterwards
   * @throws IllegalArgumentException if there is no such order, or it cannot be filled so far
   */
  public Order fill(long orderId, BigDecimal quantity, BigDecimal price) {
    return simulation.fill(orderId, Optional.of(quantity), Optional.of(price));
  }

  /**
   * Cancels an order as the system does, for example at the end of its day (Q59).
   *
   * @param reason what the live orders say about it
   * @return the order afterwards
   * @throws IllegalArgumentException if there is no such order, or it is done
   */
  public Order cancelBySystem(long orderId, String reason) {
    return simulation.cancelBySystem(orderId, reason);
  }

  /**
   * Moves a reference price. What it triggers and fills is done when this returns.
   *
   * @param conid a contract of the scenario
   * @param price the new price, more than 0 and of at most 15 digits before and behind the point
   * @throws IllegalArgumentException if the scenario has no such contract, or the price is not
   *     legal
   */
  public void movePrice(long conid, BigDecimal price) {
    simulation.movePrice(conid, price);
  }

  /** Returns what is played: what can be traded and what is asked. */
  public Scenario scenario() {
    return simulation.scenario();
  }

  /**
   * Begins anew with another scenario: no orders, no questions, no exchanges, logged in.
   *
   * @param scenario what can be traded and what is asked
   * @throws io.github.cpapi.mock.scenario.ScenarioException if the scenario names a recording that
   *     does not exist; the one before goes on then
   */
  public void play(Scenario scenario) {
    simulation.play(scenario);
  }

  /**
   * Brings everything back to the start: logged in, no orders, no questions, no exchanges, the ids
   * anew, and the scenario with which the mock was started.
   */
  public void reset() {
    simulation.reset();
  }

  /**
   * Returns what was asked and answered: the last thousand exchanges, the newest last.
   *
   * @return a copy
   */
  public List<PlayedExchange> exchanges() {
    return log.last(ExchangeLog.MAX_KEPT);
  }

  /**
   * Makes trouble for the next request that a fault can befall.
   *
   * @param fault what will go wrong
   */
  public void arm(Fault fault) {
    arm(ArmedFault.of(fault));
  }

  /**
   * Makes trouble for the next request that matches. Of several faults that match, the one that was
   * armed first is played.
   *
   * @param fault what will go wrong, and for which request
   * @throws IllegalArgumentException if there is no such operation or account
   */
  public void arm(ArmedFault fault) {
    simulation.faults().arm(fault);
  }

  /**
   * Returns what is armed and was not played yet.
   *
   * @return the faults in the order in which they were armed, each with the times that are left
   */
  public List<ArmedFault> armed() {
    return simulation.faults().armed();
  }

  /** Disarms all faults. Connections that are silent by one stay so. */
  public void disarm() {
    simulation.faults().disarm();
  }

  /**
   * Sets limits to the number of requests, in place of those of the scenario. A lock-out ends with
   * it.
   */
  public void pace(Pacing limits) {
    simulation.pace(limits);
  }

  /**
   * Returns the clock by which orders, trades and lock-outs go.
   *
   * @return the clock, to move
   */
  public MockClock clock() {
    return simulation.clock();
  }

  /** Stops listening. Calls that are being answered are not waited for. */
  @Override
  public void close() {
    server.stop();
  }
}
