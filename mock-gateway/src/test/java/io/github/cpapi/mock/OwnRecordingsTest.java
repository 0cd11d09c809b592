package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.RecordingException;
import io.github.cpapi.mock.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A user's own recordings")
class OwnRecordingsTest extends IsolatedMock {

  private static final String RATE =
      """
      {
        "request": {
          "method": "GET",
          "urlPath": "/v1/api/iserver/exchangerate",
          "queryParameters": {"target": {"equalTo": "%s"}, "source": {"equalTo": "USD"}}
        },
        "response": {"status": 200, "jsonBody": {"rate": %s}},
        "metadata": {"operation": "getExchangeRate", "provenance": "observed"}
      }
      """;

  private static final String TICKLE =
      """
      {
        "request": {"method": "POST", "urlPath": "/v1/api/tickle"},
        "response": {"status": 200, "jsonBody": {"error": "%s"}},
        "metadata": {"operation": "tickle", "plays": "authenticated", "provenance": "observed"}
      }
      """;

  private static final String MARKER =
      """
      {
        "frame": {
          "topic": "sor",
          "args": [{"acct": "DU1234567", "conidex": "265598", "conid": 265598, "orderId": 1, "mine": true}]
        },
        "metadata": {
          "topic": "sor",
          "direction": "in",
          "plays": "marker",
          "provenance": "observed",
          "bind": {"/args/0/orderId": "{orderId}"}
        }
      }
      """;

  @TempDir static Path folder;

  @Override
  MockGatewayOptions options() {
    try {
      write(folder, "contracts/rate-gbp.json", RATE.formatted("GBP", "0.79"));
      write(folder, "contracts/exchange-rate.json", RATE.formatted("EUR", "0.5"));
      write(folder, "session/mine.json", TICKLE.formatted("mine of DU1234567"));
      write(folder, "ws/mine.json", MARKER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MockGatewayOptions.defaults().http().accounts("DU7654321").recordings(folder);
  }

  @Test
  @DisplayName("answer what the shipped ones do not")
  void added() {
    Exchange answer = caller.get("/iserver/exchangerate?target=GBP&source=USD");

    assertThat(answer.body()).isEqualTo("{\"rate\":0.79}");
    assertThat(answer.recording()).isEqualTo("contracts/rate-gbp");
  }

  @Test
  @DisplayName("take the place of a shipped one of the same name")
  void sameName() {
    assertThat(caller.get("/iserver/exchangerate?target=EUR&source=USD").body())
        .isEqualTo("{\"rate\":0.5}");
  }

  @Test
  @DisplayName("are played instead of the shipped one that plays the same situation")
  void sameSituation() {
    Exchange answer = caller.post("/tickle", "");

    assertThat(answer.recording()).isEqualTo("session/mine");
    assertThat(answer.body()).isEqualTo("{\"error\":\"mine of DU7654321\"}");
  }

  @Test
  @DisplayName("are sent over the websocket if they are frames")
  void frames() {
    String orderId = caller.placeAndConfirm(Caller.MARKET).json().at("/0/order_id").asText();
    try (SocketCaller socket = SocketCaller.greeted(gateway).say("sor+{\"days\":1}")) {
      JsonNode row = socket.frame().json().at("/args/0");

      assertThat(row.path("mine").asBoolean()).isTrue();
      assertThat(row.path("acct").asText()).isEqualTo("DU7654321");
      assertThat(row.path("orderId").asText()).isEqualTo(orderId);
    }
  }

  @Test
  @DisplayName("can be requested by name, as can the replaced one")
  void byName() {
    assertThat(caller.send("POST", "/tickle", "", "X-Mock-Recording", "session/mine").body())
        .contains("mine");
    assertThat(caller.send("POST", "/tickle", "", "X-Mock-Recording", "session/tickle").body())
        .doesNotContain("mine");
  }

  @Test
  @DisplayName("can be named by a scenario, and stay after a reset")
  void inAScenario() {
    gateway.play(
        Scenario.written(
            "mine",
            "description: Mine.\nextends: fresh-paper-account\nrecordings: [session/mine]\n"));

    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/mine");
    gateway.reset();
    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/mine");
  }

  @Test
  @DisplayName("can be the answer of a refusal in a scenario's file")
  void inARefusal(@TempDir Path scenarios) throws IOException {
    write(
        folder,
        "orders/my-refusal.json",
        """
        {
          "request": {"method": "POST", "urlPath": "/v1/api/iserver/account/DU1234567/orders"},
          "response": {"status": 200, "jsonBody": {"error": "Mine."}},
          "metadata": {"operation": "placeOrders", "provenance": "observed"}
        }
        """);
    Path file =
        Files.writeString(
            scenarios.resolve("mine.yaml"),
            """
            description: Mine.
            extends: fresh-paper-account
            refusals: [{id: mine, when: {is: always}, recording: orders/my-refusal, why: my own}]
            """);
    MockGatewayOptions options = options();

    try (MockGateway mine =
        MockGateway.start(options.scenario(Scenario.read(file, options.recordings())))) {
      Caller calls = new Caller(caller.http(), mine.baseUrl(), "DU7654321");
      calls.get("/iserver/accounts");
      assertThat(calls.place(Caller.NEAR_LIMIT).recording()).isEqualTo("orders/my-refusal");
    }
  }

  @Test
  @DisplayName("of another folder are laid over those of the first")
  void twice(@TempDir Path second) throws IOException {
    write(second, "session/other.json", TICKLE.formatted("other"));

    try (MockGateway both = MockGateway.start(options().recordings(second))) {
      Caller calls = new Caller(caller.http(), both.baseUrl(), "DU7654321");
      assertThat(calls.post("/tickle", "").recording()).isEqualTo("session/other");
      assertThat(calls.get("/iserver/exchangerate?target=GBP&source=USD").recording())
          .isEqualTo("contracts/rate-gbp");
    }
  }

  @Test
  @DisplayName("that are wrong are refused before a mock starts")
  void wrong(@TempDir Path wrong) throws IOException {
    write(wrong, "session/mine.json", TICKLE.formatted("mine").replace("\"tickle\"", "\"tickel\""));
    MockGatewayOptions defaults = MockGatewayOptions.defaults();

    assertThatThrownBy(() -> defaults.recordings(wrong))
        .isInstanceOf(RecordingException.class)
        .hasMessageStartingWith(
            wrong.resolve("session").resolve("mine.json")
                + ": metadata.operation: expected one of answerPrompt, answerQuestion, ")
        .hasMessageEndingWith(", not \"tickel\"");
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
