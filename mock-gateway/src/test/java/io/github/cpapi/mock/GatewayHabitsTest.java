package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.server.ExchangeLog;
import io.github.cpapi.mock.server.GatewayHttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wiremock.org.eclipse.jetty.server.Connector;

@DisplayName("Like the gateway the mock")
@ExtendWith(OwnAccount.class)
class GatewayHabitsTest {

  @Test
  @DisplayName("loses a chunked body, and the header says so")
  void chunkedBody(Caller caller) throws Exception {
    byte[] ticket = ("{\"orders\":[{" + Caller.MARKET + "}]}").getBytes(StandardCharsets.UTF_8);
    URI orders = URI.create(caller.baseUrl() + "/iserver/account/" + caller.account() + "/orders");
    // A stream of unknown length goes out in chunks.
    HttpRequest request =
        HttpRequest.newBuilder(orders)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(ticket)))
            .build();

    Exchange answer = new Exchange(caller.http().send(request, BodyHandlers.ofString()));

    assertThat(answer.recording()).isEqualTo("orders/refused-bare-array-400");
    assertThat(answer.why()).startsWith("the body is chunked").contains("; the tickets belong");
    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
  }

  @Test
  @DisplayName("answers HEAD without a body")
  void head(Caller caller) throws Exception {
    // Not through Caller, which validates answers against the spec: the spec has no HEAD.
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(caller.baseUrl() + "/iserver/accounts"))
            .method("HEAD", BodyPublishers.noBody())
            .build();

    Exchange answer = new Exchange(caller.http().send(request, BodyHandlers.ofString()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("Content-Length")).isEmpty();
    assertThat(answer.why()).startsWith("undocumented: HEAD is played as GET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/api/iserver/account/DU1234567/orders", "/v1/portal/x", "/"})
  @DisplayName("answers a browser's preflight by itself, from any origin and for any path")
  void preflight(String path, Caller caller) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(caller.baseUrl()).resolve(path))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", "http://elsewhere")
            .header("Access-Control-Request-Method", "POST")
            .build();

    HttpResponse<String> answer = caller.http().send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().map())
        .containsEntry("access-control-allow-origin", List.of("*"))
        .containsEntry("access-control-allow-methods", List.of("POST,GET,OPTIONS,DELETE,PUT"))
        .containsEntry("access-control-allow-headers", List.of("Content-Type,portal,Cookie"));
  }

  @Test
  @DisplayName("treats OPTIONS without those headers like any other method")
  void optionsAlone(Caller caller) {
    assertThat(caller.send("OPTIONS", "/tickle", "").why())
        .isEqualTo("/tickle takes GET or POST, not OPTIONS");
  }

  @Test
  @DisplayName("never sends the 100 for which Expect: 100-continue waits")
  void expectContinue(Caller caller) throws Exception {
    String head =
        "POST /v1/api/tickle HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
            + "Connection: close\r\nContent-Length: 2\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", URI.create(caller.baseUrl()).getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(200);

      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      socket.setSoTimeout(20_000);
      socket.getOutputStream().write("{}".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 OK")
          .contains("X-Mock-Why: Expect: 100-continue is never answered");
    }
  }

  @Test
  @DisplayName("sends the headers that every recorded answer of the broker has, and no cookie")
  void brokerHeaders(Caller caller) {
    Exchange answer = caller.get("/iserver/account/orders?accountId=" + caller.account());

    assertThat(answer.response().headers().map())
        .containsEntry("referrer-policy", List.of("Origin-when-cross-origin"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("cache-control", List.of("max-age=0, no-cache, no-store"))
        .containsEntry("pragma", List.of("no-cache"))
        .containsEntry("transfer-encoding", List.of("chunked"))
        .doesNotContainKeys(
            "set-cookie", "server", "content-length", "x-cnection", "strict-transport-security");
  }

  @Test
  @DisplayName("closes the connection after an error, and also sends the misspelt header (Q92)")
  void errorHeaders(Caller caller) {
    String answer = raw(caller).send("GET /v1/api/iserver/account/order/status/999 HTTP/1.1", "");

    assertThat(answer)
        .startsWith("HTTP/1.1 503")
        .contains("\r\nx-cnection: close\r\n", "\r\nConnection: close\r\n")
        .contains("\r\nTransfer-Encoding: chunked\r\n");
    assertThat(caller.status("999").header("Connection")).isEqualTo("close");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "DELETE"})
  @DisplayName("answers reauthenticate itself, for any method, unchunked")
  void reauthenticate(String method, Caller caller) {
    String answer =
        raw(caller).send(method + " /v1/portal/iserver/reauthenticate?force=true HTTP/1.1");

    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK")
        .contains("\r\nContent-Type: application/json; charset=utf-8\r\n")
        .contains("\r\nContent-Length: 23\r\n")
        .doesNotContain("chunked", "nosniff")
        .endsWith("\r\n\r\n{\"message\":\"triggered\"}");
  }

  @Test
  @DisplayName("has no service other than the API")
  void unknownService(Caller caller) {
    assertThat(raw(caller).send("GET /v1/tws/anything HTTP/1.1"))
        .startsWith("HTTP/1.1 200 OK")
        .contains("\r\nContent-Length: 19\r\n")
        .doesNotContain("Content-Type")
        .endsWith("\r\n\r\nUnknown service tws");
  }

  @Test
  @DisplayName("ends the login at GET /clear, whoever calls")
  void clear() {
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults().http())) {
      RawCaller raw = new RawCaller(gateway.port());

      assertThat(raw.send("GET /clear HTTP/1.1"))
          .startsWith("HTTP/1.1 200 OK")
          .contains("\r\nContent-Length: 7\r\n")
          .endsWith("\r\n\r\ncleared");
      assertThat(raw.send("POST /v1/api/tickle HTTP/1.1")).startsWith("HTTP/1.1 401 Unauthorized");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500, Internal Server Error",
    "401, Unauthorized",
    "429, Too Many Requests",
    "302, Found",
    "413, Request Entity Too Large",
    "418, Client Error (418)",
    "299, Success (299)",
    "599, Server Error (599)",
  })
  @DisplayName("uses Netty's phrase for each status of a stub")
  void statusPhrase(int status, String phrase) {
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults().http())) {
      RawCaller raw = new RawCaller(gateway.port());
      String stub =
          "{\"request\":{\"urlPath\":\"/v1/api/tickle\"},\"response\":{\"status\":%d}}"
              .formatted(status);
      raw.send("POST /__admin/mappings HTTP/1.1\nContent-Length: " + stub.length(), stub);

      assertThat(raw.send("POST /v1/api/tickle HTTP/1.1"))
          .startsWith("HTTP/1.1 %d %s\r\n".formatted(status, phrase));
    }
  }

  @Test
  @DisplayName("uses Netty's phrase also for a refusal by a recording, a fault or the server")
  void statusPhraseOfItsOwn() {
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults().http())) {
      RawCaller raw = new RawCaller(gateway.port());
      gateway.arm(ArmedFault.of(Fault.HTML_502).after(1));
      String orders = "POST /v1/api/iserver/account/DU1234567/orders HTTP/1.1\nContent-Length: ";
      String nothing = "{\"orders\":[{" + Caller.MARKET.replace(":10,", ":0,") + "}]}";

      assertThat(raw.send(orders + nothing.length(), nothing))
          .startsWith("HTTP/1.1 500 Internal Server Error\r\n");
      assertThat(raw.send("POST /v1/api/tickle HTTP/1.1"))
          .startsWith("HTTP/1.1 502 Bad Gateway\r\n");
      assertThat(raw.send("GET /" + "x".repeat(5000) + " HTTP/1.1"))
          .startsWith("HTTP/1.1 414 Request-URI Too Long\r\n");
      assertThat(raw.send("GET /v1/api/tickle HTTP/9.9"))
          .contains(" 505 HTTP Version Not Supported");
    }
  }

  @Test
  @DisplayName("closes no idle connection, over HTTP or TLS")
  void idleConnections() {
    List<Connector> connectors = new ArrayList<>();

    new WireMockServer(
        WireMockConfiguration.options()
            .dynamicPort()
            .dynamicHttpsPort()
            .httpServerFactory(withConnectorsIn(connectors)));

    // Jetty counts 0 as no time-out.
    assertThat(connectors)
        .hasSizeGreaterThanOrEqualTo(2)
        .extracting(Connector::getIdleTimeout)
        .containsOnly(0L);
  }

  @Test
  @DisplayName("waits without limit for the next request, and 30 seconds for the rest of a body")
  void halfABody() throws Exception {
    List<Connector> connectors = new ArrayList<>();
    WireMockServer server =
        new WireMockServer(
            WireMockConfiguration.options()
                .dynamicPort()
                .httpServerFactory(withConnectorsIn(connectors)));
    server.start();
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      send(socket, "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{");
      awaitIdleTimeout(connectors, 30_000);

      send(socket, "}");
      awaitIdleTimeout(connectors, 0);
    } finally {
      server.stop();
    }
  }

  private static HttpServerFactory withConnectorsIn(List<Connector> connectors) {
    return (options, admin, stubs) ->
        new GatewayHttpServer(
            options,
            admin,
            stubs,
            new ExchangeLog(Clock.systemUTC()),
            () -> {
              throw new AssertionError("no websocket here");
            },
            null) {
          {
            connectors.addAll(List.of(jettyServer.getConnectors()));
          }
        };
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void awaitIdleTimeout(List<Connector> connectors, long millis) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (connectors.stream()
              .flatMap(connector -> connector.getConnectedEndPoints().stream())
              .noneMatch(connection -> connection.getIdleTimeout() == millis)) {
            Thread.onSpinWait();
          }
        });
  }

  private static RawCaller raw(Caller caller) {
    return new RawCaller(URI.create(caller.baseUrl()).getPort());
  }
}
