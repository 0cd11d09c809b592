package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.leak.LeakGate;
import io.github.cpapi.mock.record.Recorder;
import io.github.cpapi.mock.server.GatewayProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A proxy in front of a gateway")
class GatewayProxyTest {

  private static final String ALGOS = "GET /v1/api/iserver/contract/265598/algos HTTP/1.1\r\n";

  @TempDir private Path parent;

  private static MockGateway mock;

  @BeforeAll
  static void start() {
    mock = MockGateway.start(MockGatewayOptions.defaults());
  }

  @BeforeEach
  void reset() {
    mock.reset();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/api/iserver/contract/265598/algos HTTP/1.1",
        "GET /v1/api/iserver/contract/265598/algos?algos=Adaptive;Vwap&addParams=1 HTTP/1.1",
        "GET /v1/api/portfolio/DU0000000/positions/0 HTTP/1.1",
        "GET /v1/api/iserver/account/order/status/999999999999 HTTP/1.1",
        "POST /v1/api/iserver/reply/00000000-0000-4000-8000-00000000ffff HTTP/1.1",
        "DELETE /v1/api/iserver/account/DU1234567/order/1 HTTP/1.1",
        "OPTIONS /v1/api/tickle HTTP/1.1",
        "GET /sso/Login?forwardTo=22&RL=1%20 HTTP/1.1",
        "GET /nothing/here HTTP/1.1"
      })
  @DisplayName("changes no byte of an answer")
  void transparent(String line) throws IOException {
    try (Recorder recorder = recorder();
        GatewayProxy recorded =
            proxy(http().newBuilder().addInterceptor(recorder.interceptor()).build());
        GatewayProxy proxy = proxy(http())) {
      String request =
          line.startsWith("POST")
              ? line + "\r\nContent-Type: application/json\r\nContent-Length: 18\r\n"
              : line + "\r\n";
      String body = line.startsWith("POST") ? "{\"confirmed\":true}" : "";

      String direct = raw(mock.port(), mock.certificate(), request, body);
      String through = raw(proxy.port(), proxy.certificate(), request, body);

      assertThat(through).isEqualTo(direct).startsWith("HTTP/1.1 ");
      assertThat(raw(recorded.port(), recorded.certificate(), request, body))
          .as("with a recorder")
          .isEqualTo(direct);
    }
  }

  @Test
  @DisplayName("breaks off where the gateway breaks off")
  void truncated() throws IOException {
    try (Recorder recorder = recorder();
        GatewayProxy recorded =
            proxy(http().newBuilder().addInterceptor(recorder.interceptor()).build());
        GatewayProxy proxy = proxy(http())) {
      mock.arm(ArmedFault.of(Fault.TRUNCATED_THEN_CLOSED).times(3));

      String direct = raw(mock.port(), mock.certificate(), ALGOS, "");
      String through = raw(proxy.port(), proxy.certificate(), ALGOS, "");

      assertThat(raw(recorded.port(), recorded.certificate(), ALGOS, ""))
          .as("with a recorder")
          .isEqualTo(direct);
      assertThat(through).isEqualTo(direct).doesNotEndWith("0\r\n\r\n").contains("algos");
    }
  }

  @Test
  @DisplayName("gives no answer where the gateway gives none")
  void noAnswer() {
    try (GatewayProxy proxy = proxy(http())) {
      mock.arm(Fault.CONNECTION_RESET);

      assertThatThrownBy(() -> nonEmpty(raw(proxy.port(), proxy.certificate(), ALGOS, "")))
          .isInstanceOfAny(SocketException.class, IllegalStateException.class);
      assertThat(mock.exchanges()).hasSize(1);
    }
  }

  @Test
  @DisplayName("lets an interceptor change the request and the answer")
  void changes() throws IOException {
    OkHttpClient http =
        http()
            .newBuilder()
            .addInterceptor(
                chain -> {
                  Request other =
                      chain
                          .request()
                          .newBuilder()
                          .url(
                              chain
                                  .request()
                                  .url()
                                  .newBuilder()
                                  .encodedPath("/v1/api/tickle")
                                  .build())
                          .build();
                  try (Response answer = chain.proceed(other)) {
                    return answer
                        .newBuilder()
                        .code(418)
                        .message("Changed")
                        .header("X-Seen", String.valueOf(answer.code()))
                        .body(ResponseBody.create("changed", MediaType.get("text/plain")))
                        .build();
                  }
                })
            .build();
    try (GatewayProxy proxy = proxy(http)) {
      String answer = raw(proxy.port(), proxy.certificate(), ALGOS, "");

      assertThat(answer).startsWith("HTTP/1.1 418 Changed").contains("X-Seen: 200", "changed");
      assertThat(mock.exchanges())
          .singleElement()
          .satisfies(exchange -> assertThat(exchange.url()).isEqualTo("/v1/api/tickle"));
    }
  }

  @Test
  @DisplayName("lets an interceptor answer without the gateway, or ask it twice")
  void noneOrTwice() throws IOException {
    OkHttpClient http =
        http()
            .newBuilder()
            .addInterceptor(
                chain -> {
                  if (chain.request().method().equals("DELETE")) {
                    return new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .body(ResponseBody.create("", null))
                        .build();
                  }
                  chain.proceed(chain.request()).close();
                  return chain.proceed(chain.request());
                })
            .build();
    try (GatewayProxy proxy = proxy(http)) {
      raw(proxy.port(), proxy.certificate(), "DELETE /v1/api/any HTTP/1.1\r\n", "");
      raw(proxy.port(), proxy.certificate(), ALGOS, "");

      assertThat(mock.exchanges())
          .hasSize(2)
          .allSatisfy(exchange -> assertThat(exchange.url()).endsWith("/algos"));
    }
  }

  @Test
  @DisplayName("answers 501 to an upgrade that is none to a websocket, and says why")
  void upgrade() throws IOException {
    try (GatewayProxy proxy = proxy(http());
        Response answer =
            trusting(proxy.certificate())
                .newCall(
                    new Request.Builder()
                        .url(proxy.baseUrl() + "/ws")
                        .header("Connection", "Upgrade")
                        .header("Upgrade", "h2c")
                        .build())
                .execute()) {
      assertThat(answer.code()).isEqualTo(501);
      assertThat(answer.header("X-Mock-Why")).contains("websocket");
      assertThat(mock.exchanges()).isEmpty();
    }
  }

  @Test
  @DisplayName("answers 501 to a GET with a body, and says why")
  void getWithBody() throws IOException {
    try (GatewayProxy proxy = proxy(http())) {
      String answer = raw(proxy.port(), proxy.certificate(), ALGOS + "Content-Length: 2\r\n", "{}");

      assertThat(answer).startsWith("HTTP/1.1 501").contains("X-Mock-Why: not supported");
      assertThat(mock.exchanges()).isEmpty();
    }
  }

  @Test
  @DisplayName("names the port that is taken")
  void portTaken() {
    assertThatThrownBy(() -> GatewayProxy.start(mock.baseUrl(), mock.port(), http()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(String.valueOf(mock.port()));
  }

  @Test
  @DisplayName("never sends an order twice of its own accord")
  void once() throws IOException {
    try (GatewayProxy proxy = proxy(http())) {
      OkHttpClient client =
          trusting(proxy.certificate()).newBuilder().retryOnConnectionFailure(false).build();

      Request order =
          new Request.Builder()
              .url(proxy.baseUrl() + "/iserver/account/DU1234567/orders")
              .post(
                  RequestBody.create(
                      "{\"orders\":[{" + Caller.NEAR_LIMIT + "}]}",
                      MediaType.get("application/json")))
              .build();

      client.newCall(order).execute().close();
      mock.arm(Fault.CONNECTION_RESET);

      assertThatThrownBy(() -> client.newCall(order).execute()).isInstanceOf(IOException.class);
      assertThat(mock.exchanges()).hasSize(2);
    }
  }

  @Test
  @DisplayName(
      "sends an order once if the answer is 503 with Retry-After: 0, and changes no header of it")
  void onceAfterUnavailable() throws IOException {
    AtomicInteger orders = new AtomicInteger();
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          orders.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Retry-After", "0");
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(503, 4);
          exchange.getResponseBody().write("busy".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    gateway.start();
    String target = "http://localhost:%d/v1/api".formatted(gateway.getAddress().getPort());
    try (GatewayProxy proxy = GatewayProxy.start(target, 0, new OkHttpClient())) {
      String answer =
          raw(
              proxy.port(),
              proxy.certificate(),
              "POST /v1/api/iserver/account/DU1234567/orders HTTP/1.1\r\nContent-Length: 2\r\n",
              "{}");

      assertThat(orders).hasValue(1);
      assertThat(answer)
          .startsWith("HTTP/1.1 503 ")
          .contains("Retry-After: 0\r\n", "Content-Type: text/html; charset=utf-8\r\n")
          .endsWith("\r\n\r\nbusy");
    } finally {
      gateway.stop(0);
    }
  }

  private Recorder recorder() {
    return new Recorder(
        parent.resolve("recorded"), parent.resolve("q"), LeakGate.standard(), false, line -> {});
  }

  private GatewayProxy proxy(OkHttpClient http) {
    return GatewayProxy.start(mock.baseUrl(), 0, http);
  }

  private OkHttpClient http() {
    return trusting(mock.certificate());
  }

  private static OkHttpClient trusting(X509Certificate certificate) {
    HandshakeCertificates trust = trust(certificate);
    return new OkHttpClient.Builder()
        .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
        .build();
  }

  private static HandshakeCertificates trust(X509Certificate certificate) {
    return new HandshakeCertificates.Builder().addTrustedCertificate(certificate).build();
  }

  private static String raw(int port, X509Certificate certificate, String head, String body)
      throws IOException {
    try (SSLSocket socket =
        (SSLSocket) trust(certificate).sslSocketFactory().createSocket("127.0.0.1", port)) {
      socket
          .getOutputStream()
          .write(
              (head + "Host: localhost\r\nConnection: close\r\n\r\n" + body)
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void nonEmpty(String answer) {
    if (answer.isEmpty()) {
      throw new IllegalStateException("the connection ended without an answer");
    }
  }
}
