package io.github.cpapi.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.pacing.PacingPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A base URL")
class BaseUrlTest {

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();

  private static Gateway at(String baseUrl) {
    return Gateway.connect(
        baseUrl,
        TlsTrust.system(),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        "test",
        PacingPolicy.off());
  }

  private static void ask(String baseUrl) {
    try (Gateway gateway = at(baseUrl)) {
      gateway.calls().answer(gateway.session().getAuthStatus());
    }
  }

  /** Answers a TLS client as a server without TLS does. */
  private static void refuse(ServerSocket plain) {
    try (Socket client = plain.accept()) {
      client
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:5000",
        "https://localhost:5000",
        "https://localhost:5000/",
        "https://localhost:5000/v1",
        "https://localhost:5000/v1/api/iserver",
        "ftp://localhost/v1/api"
      })
  @DisplayName("that does not end with the path of the API is rejected with a clear message")
  void withoutThePath(String baseUrl) {
    assertThatThrownBy(() -> at(baseUrl))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("baseUrl: expected a URL that ends with /v1/api")
        .hasMessageEndingWith("but got '" + baseUrl + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost:5000/v1/api",
        "https://localhost:5000/v1/api/",
        "https://localhost:5000/v1/portal",
        "https://localhost/behind/a/proxy/v1/api"
      })
  @DisplayName("that ends with it is accepted")
  void withThePath(String baseUrl) {
    try (Gateway gateway = at(baseUrl)) {
      assertThat(gateway.baseUrl()).startsWith(baseUrl);
    }
  }

  @Test
  @DisplayName("with https at a port without TLS gets a specific hint")
  void httpsAtHttp() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> refuse(plain));

      assertThatThrownBy(() -> ask("https://localhost:" + plain.getLocalPort() + "/v1/api"))
          .isInstanceOf(NotSentException.class)
          .hasMessageContaining("does baseUrl have to begin with http?");
      answered.join();
    }
  }

  @Test
  @DisplayName("with http at a port that expects TLS gets a specific hint")
  void httpAtHttps() throws Exception {
    server.enqueue(
        new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build());

    assertThatThrownBy(() -> ask("http://localhost:" + server.port() + "/v1/api"))
        .isInstanceOf(NoAnswerException.class)
        .hasMessageContaining("does baseUrl have to begin with https?");
  }

  @Test
  @DisplayName("where nothing listens gets a specific hint")
  void nothingListens() throws Exception {
    int port = server.port();
    server.close();

    assertThatThrownBy(() -> ask("http://localhost:" + port + "/v1/api"))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("Is the gateway running");
  }
}
