package io.github.cpapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.LazyHttpClient;
import io.github.cpapi.mock.admin.ClockApi;
import io.github.cpapi.mock.admin.ExchangesApi;
import io.github.cpapi.mock.admin.FaultsApi;
import io.github.cpapi.mock.admin.OrdersApi;
import io.github.cpapi.mock.admin.PacingApi;
import io.github.cpapi.mock.admin.PricesApi;
import io.github.cpapi.mock.admin.ReadOnlyAdmin;
import io.github.cpapi.mock.admin.ScenarioApi;
import io.github.cpapi.mock.admin.SessionApi;
import io.github.cpapi.mock.admin.SocketsApi;
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
import io.github.cpapi.mock.socket.SocketEnd;
import io.github.cpapi.mock.socket.SocketReport;
import io.github.cpapi.mock.state.HeldOrder;
import io.github.cpapi.mock.state.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
   * Starts a mock. It accepts requests when this method returns.
   *
   * @param options how to start it
   * @return the running mock; close it
   * @throws UncheckedIOException if it cannot listen: the port is taken, or this machine does not
   *     have the address
   * @throws java.util.NoSuchElementException if a recording that the mock needs is missing
   * @throws io.github.cpapi.mock.scenario.ScenarioException if the scenario names a recording that
   *     does not exist
   */
  public static MockGateway start(MockGatewayOptions options) {
    // In the background: it takes longer until it is needed.
    CompletableFuture<@Nullable GatewayCertificate> certificate =
        options.https()
            ? CompletableFuture.supplyAsync(() -> GatewayCertificate.of(options.certificate()))
            : CompletableFuture.completedFuture(null);
    MockClock clock = new MockClock(options.clock());
    ExchangeLog log = new ExchangeLog(clock);
    Simulation simulation =
        new Simulation(
            Shipped.spec(),
            options.recordings(),
            new Simulation.Setup(
                options.scenario(), options.accounts(), options.seed(), options.strict()),
            clock,
            log::clear);
    WireMockConfiguration configuration =
        WireMockConfiguration.options()
            .bindAddress(options.bindAddress())
            .mappingSource(new RecordingStubs(Shipped.spec(), options.recordings()))
            .extensions(
                new GatewayTransformer(simulation::gateway),
                log,
                new OrdersApi(simulation),
                new PricesApi(simulation),
                new SessionApi(simulation),
                new SocketsApi(simulation),
                new FaultsApi(simulation),
                new ClockApi(simulation),
                new PacingApi(simulation),
                new ScenarioApi(simulation),
                new ExchangesApi(log),
                new ReadOnlyAdmin())
            .extensions(services -> List.of(new PortalAlias(services.getStores().getStubStore())))
            .fileSource(new ReadOnlyFiles())
            // Only a user's own stub can need a client.
            .httpClientFactory(
                (settings, trustEverything, trustedHosts, systemProperties) ->
                    new LazyHttpClient(
                        () ->
                            new ApacheHttpClientFactory()
                                .buildHttpClient(
                                    settings, trustEverything, trustedHosts, systemProperties)))
            // The journal costs four to eight times the throughput and keeps every request.
            .disableRequestJournal()
            // Without this WireMock formats every exchange as text that is never read.
            .stubRequestLoggingDisabled(true)
            .httpServerFactory(
                (served, admin, stubs) ->
                    new GatewayHttpServer(
                        served, admin, stubs, log, simulation::sockets, certificate.join()))
            // Like the gateway: HTTP/1.1, no ALPN, chunked, never compressed.
            .http2TlsDisabled(true)
            .http2PlainDisabled(true)
            .useChunkedTransferEncoding(ChunkedEncodingPolicy.ALWAYS)
            .gzipDisabled(true);
    if (options.https()) {
      configuration.httpDisabled(true).httpsPort(options.port());
    } else {
      configuration.port(options.port());
    }
    WireMockServer server = new WireMockServer(configuration);
    start(server, options);
    return new MockGateway(server, certificate.join(), simulation, log);
  }

  private static void start(WireMockServer server, MockGatewayOptions options) {
    try {
      server.start();
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
    // The only such exception without a message.
    return root instanceof UnresolvedAddressException
        ? "there is no such address"
        : String.valueOf(root.getMessage());
  }

  /**
   * Returns the base URL of the API.
   *
   * @return for example {@code https://localhost:5000/v1/api}
   */
  public String baseUrl() {
    return "%s://localhost:%d/v1/api".formatted(certificate == null ? "http" : "https", port());
  }

  /** Returns the port on which the mock listens. */
  public int port() {
    return certificate == null ? server.port() : server.httpsPort();
  }

  /**
   * Returns the certificate that clients trust or pin.
   *
   * @return the self-signed certificate
   * @throws IllegalStateException if the mock speaks plain HTTP
   */
  public X509Certificate certificate() {
    return held().certificate();
  }

  /**
   * Returns the certificate in PEM form.
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

  /** Logs in with a brokerage session, as a user does in a browser. */
  public void login() {
    simulation.login(true);
  }

  /**
   * Logs in without a brokerage session: nothing can be traded. No other login holds the session,
   * so {@code ssodh/init} opens it, even with {@code compete:false}.
   */
  public void loginWithoutBrokerage() {
    simulation.login(false);
  }

  /**
   * Logs in while another login of the same user holds the brokerage session, for example TWS.
   * {@code ssodh/init} with {@code compete:false} is refused (evidence Q87); with {@code
   * compete:true} it takes the session.
   */
  public void loginWhileHeldElsewhere() {
    simulation.loginHeldElsewhere();
  }

  /**
   * Ends the login, as a restart of the gateway program does. Every call is answered with 401 until
   * {@link #login()}. Orders stay.
   */
  public void logout() {
    simulation.logout();
  }

  /**
   * Returns the orders of all accounts. Unlike a report through the API, this changes no order.
   *
   * @return the orders, grouped by account, oldest first
   */
  public List<HeldOrder> orders() {
    return simulation.orders();
  }

  /**
   * Fills the rest of an order at its limit, or at the reference price if it has no limit.
   *
   * @return the order afterwards
   * @throws IllegalArgumentException if there is no such order, or it cannot be filled
   */
  public Order fill(long orderId) {
    return simulation.fill(orderId, Optional.empty(), Optional.empty());
  }

  /**
   * Fills an order completely or in part. Its limit does not matter.
   *
   * @param quantity how much, more than 0 and at most the rest of the order
   * @param price the price of the fill
   * @return the order afterwards
   * @throws IllegalArgumentException if there is no such order, or it cannot be filled so far
   */
  public Order fill(long orderId, BigDecimal quantity, BigDecimal price) {
    return simulation.fill(orderId, Optional.of(quantity), Optional.of(price));
  }

  /**
   * Cancels an order as the broker's system does, for example at the end of the day (evidence Q59).
   *
   * @param reason the reason that the live orders show
   * @return the order afterwards
   * @throws IllegalArgumentException if there is no such order, or it is filled or cancelled
   */
  public Order cancelBySystem(long orderId, String reason) {
    return simulation.cancelBySystem(orderId, reason);
  }

  /**
   * Moves a reference price. Orders that it triggers or fills are triggered or filled when this
   * method returns.
   *
   * @param conid a contract of the scenario
   * @param price the new price, more than 0, with at most 15 digits before and after the point
   * @throws IllegalArgumentException if the scenario has no such contract, or the price is not
   *     legal
   */
  public void movePrice(long conid, BigDecimal price) {
    simulation.movePrice(conid, price);
  }

  /** Returns the current scenario. */
  public Scenario scenario() {
    return simulation.scenario();
  }

  /**
   * Restarts with another scenario: no orders, no questions, no exchanges, logged in.
   *
   * @param scenario what can be traded and what is asked
   * @throws io.github.cpapi.mock.scenario.ScenarioException if the scenario names a recording that
   *     does not exist; the previous scenario then stays
   */
  public void play(Scenario scenario) {
    simulation.play(scenario);
  }

  /**
   * Resets the mock to its start: logged in, no orders, no questions, no exchanges, the same ids
   * again, and the scenario with which it was started.
   */
  public void reset() {
    simulation.reset();
  }

  /**
   * Returns the last thousand requests with their answers, the newest last.
   *
   * @return a copy
   */
  public List<PlayedExchange> exchanges() {
    return log.last(ExchangeLog.MAX_KEPT);
  }

  /** Arms a fault for the next request to which it applies. */
  public void arm(Fault fault) {
    arm(ArmedFault.of(fault));
  }

  /**
   * Arms a fault for the next request that matches. If several faults match, the one that was armed
   * first is injected.
   *
   * @param fault the fault and the requests to which it applies
   * @throws IllegalArgumentException if there is no such operation or account
   */
  public void arm(ArmedFault fault) {
    simulation.faults().arm(fault);
  }

  /**
   * Returns the armed faults.
   *
   * @return the faults in the order in which they were armed, each with its remaining number of
   *     times
   */
  public List<ArmedFault> armed() {
    return simulation.faults().armed();
  }

  /** Disarms all faults. Connections that a fault keeps silent stay silent. */
  public void disarm() {
    simulation.faults().disarm();
  }

  /** Sets the rate limits. They replace those of the scenario, and a running penalty ends. */
  public void pace(Pacing limits) {
    simulation.pace(limits);
  }

  /** Returns the clock that times orders, trades and penalties. A test can move it. */
  public MockClock clock() {
    return simulation.clock();
  }

  /** Returns the open websockets and the last closed ones. */
  public List<SocketReport> sockets() {
    return simulation.sockets().reports();
  }

  /**
   * Sends a frame to all websockets that were greeted.
   *
   * @param frame an object, or a text for a frame that is not JSON
   */
  public void sendFrame(JsonNode frame) {
    simulation.sockets().broadcast(frame);
  }

  /** Ends all websockets. */
  public void endSockets(SocketEnd how) {
    simulation.sockets().end(how);
  }

  /** Stops listening. Does not wait for requests in progress. */
  @Override
  public void close() {
    server.stop();
  }
}
