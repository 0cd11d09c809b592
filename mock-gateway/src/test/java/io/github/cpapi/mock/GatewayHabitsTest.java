package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Like the gateway the mock")
@ExtendWith(OwnAccount.class)
class GatewayHabitsTest {

  @Test
  @DisplayName("loses a body that comes in chunks, and says so")
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
    assertThat(answer.why()).startsWith("the body came in chunks").contains("; the tickets belong");
    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
  }

  @Test
  @DisplayName("answers HEAD with the head alone")
  void head(Caller caller) throws Exception {
    // Not Caller's own way, which holds answers against the spec: it has no HEAD.
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(caller.baseUrl() + "/iserver/accounts"))
            .method("HEAD", BodyPublishers.noBody())
            .build();

    Exchange answer = new Exchange(caller.http().send(request, BodyHandlers.ofString()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("Content-Length")).isEmpty();
    assertThat(answer.why()).startsWith("HEAD is played as GET");
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
  @DisplayName("takes OPTIONS without those headers for a method like any other")
  void optionsAlone(Caller caller) {
    assertThat(caller.send("OPTIONS", "/tickle", "").why())
        .isEqualTo("/tickle takes GET or POST, not OPTIONS");
  }

  @Test
  @DisplayName("is no friend of Expect: 100-continue, and says so where it is lenient")
  void expectContinue(Caller caller) {
    String answer =
        new RawCaller(URI.create(caller.baseUrl()).getPort())
            .send("POST /v1/api/tickle HTTP/1.1\nExpect: 100-continue\nContent-Length: 2", "{}");

    assertThat(answer).contains("X-Mock-Why: the gateway never sends the 100");
  }
}
