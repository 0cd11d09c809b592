package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.contract.FrameSpec;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.leak.LeakGate;
import io.github.cpapi.mock.server.GatewayProxy;
import io.github.cpapi.mock.server.PassedMessages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.tls.HandshakeCertificates;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A websocket through a proxy")
class PassedWebSocketTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END = "the end";

  @TempDir private Path parent;

  private final MockGateway mock = MockGateway.start(MockGatewayOptions.defaults());

  @AfterEach
  void stop() {
    mock.close();
  }

  @Test
  @DisplayName("passes unchanged, in both directions")
  void passes() throws Exception {
    try (GatewayProxy proxy = proxy(PassedMessages.UNCHANGED);
        Client client = new Client(proxy)) {
      assertThat(client.next()).startsWith("binary {\"topic\":\"system\"");
      assertThat(client.next()).startsWith("binary {\"topic\":\"act\"");
      assertThat(client.next()).startsWith("binary {\"topic\":\"sts\"");

      client.socket().send("ech+hb");
      assertThat(client.next()).endsWith("ech+hb");
      String longText = "ech+" + "x".repeat(70_000);
      client.socket().send(longText);
      assertThat(client.next()).endsWith(longText);

      client.socket().close(1000, "done");
      assertThat(client.next()).isEqualTo(END);
    }
  }

  @Test
  @DisplayName("can be changed frame by frame: dropped, replaced or doubled")
  void changes() throws Exception {
    PassedMessages changing =
        new PassedMessages() {
          @Override
          public List<String> received(String text, boolean binary) {
            return text.contains("\"act\"")
                ? List.of()
                : text.contains("\"sts\"") ? List.of("{}", "{}") : List.of(text);
          }
        };
    try (GatewayProxy proxy = proxy(changing);
        Client client = new Client(proxy)) {
      assertThat(client.next()).startsWith("binary {\"topic\":\"system\"");
      assertThat(client.next()).isEqualTo("binary {}");
      assertThat(client.next()).isEqualTo("binary {}");
    }
  }

  @Test
  @DisplayName("ends at the client if it ends at the gateway")
  void ends() throws Exception {
    try (GatewayProxy proxy = proxy(PassedMessages.UNCHANGED);
        Client client = new Client(proxy)) {
      client.next();
      client.next();
      client.next();

      mock.close();

      assertThat(client.next()).isEqualTo(END);
    }
  }

  @Test
  @DisplayName("is recorded, masked, as frames that fit the contract and pass the gate")
  void isRecorded() throws Exception {
    FrameSpec spec = FrameSpec.load();
    RecordedSession session = new RecordedSession(mock, parent, Recording.ACCOUNT);
    session.caller().get("/iserver/accounts");
    try (Client client = new Client(session.proxy())) {
      client.next();
      client.next();
      client.next();
      client.socket().send("tic");
      for (int i = 0; i < 4; i++) {
        client.next();
      }
      client.socket().send("usd+" + Recording.ACCOUNT + "+{}");
      client.next();
    }
    session.close();

    Map<String, String> files = session.files();
    files.keySet().removeIf(name -> !name.startsWith("ws/"));
    assertThat(session.quarantine()).isEmpty();
    assertThat(files.keySet())
        .extracting(name -> name.replaceAll("ws/recorded-\\d+-|\\.json", ""))
        .containsExactly("system", "act", "sts", "tic", "tic", "usd", "uld");
    for (Map.Entry<String, String> file : files.entrySet()) {
      var recording = JSON.readTree(file.getValue());
      boolean received = recording.at("/metadata/direction").asText().equals("in");
      assertThat(
              received
                  ? spec.receivedForms(recording.path("frame"))
                  : spec.sentForms(recording.path("frame")))
          .as(file.getValue())
          .hasSize(1);
      assertThat(recording.at("/metadata/provenance").asText()).isEqualTo("constructed");
      assertThat(
              LeakGate.standard()
                  .leaks(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8)))
          .isEmpty();
    }
  }

  private GatewayProxy proxy(PassedMessages messages) {
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder().addTrustedCertificate(mock.certificate()).build();
    return GatewayProxy.start(
        mock.baseUrl(),
        0,
        new OkHttpClient.Builder()
            .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
            .build(),
        messages);
  }

  /** Collects what it receives. */
  private static final class Client extends WebSocketListener implements AutoCloseable {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final OkHttpClient http;
    private final WebSocket socket;

    Client(GatewayProxy proxy) throws Exception {
      String session =
          JSON.readTree(
                  new Caller(WireTest.trusting(proxy.certificate()), proxy.baseUrl(), "", false)
                      .post("/tickle", "")
                      .body())
              .path("session")
              .asText();
      HandshakeCertificates trust =
          new HandshakeCertificates.Builder().addTrustedCertificate(proxy.certificate()).build();
      http =
          new OkHttpClient.Builder()
              .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
              .build();
      socket =
          http.newWebSocket(
              new Request.Builder()
                  .url(proxy.baseUrl() + "/ws")
                  .header("Cookie", "api={\"session\":\"%s\"}".formatted(session))
                  .build(),
              this);
    }

    WebSocket socket() {
      return socket;
    }

    String next() throws InterruptedException {
      return String.valueOf(received.poll(10, TimeUnit.SECONDS));
    }

    @Override
    public void onMessage(WebSocket from, String text) {
      received.add("text " + text);
    }

    @Override
    public void onMessage(WebSocket from, ByteString bytes) {
      received.add("binary " + bytes.utf8());
    }

    @Override
    public void onClosed(WebSocket from, int code, String reason) {
      received.add(END);
    }

    @Override
    public void onFailure(WebSocket from, Throwable failure, Response response) {
      received.add(END);
    }

    @Override
    public void close() {
      socket.cancel();
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }
}
