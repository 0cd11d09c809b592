package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.server.ExchangeLog;
import io.github.cpapi.mock.server.PlayedExchange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The exchanges that the mock keeps")
class ExchangesTest extends IsolatedMock {

  private static final Instant NOW = Instant.parse("2026-03-02T14:30:00Z");

  @Override
  MockGatewayOptions options() {
    return super.options().clock(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @BeforeEach
  void forgetTheFirst() {
    admin.send("DELETE", "/exchanges", "");
  }

  @Test
  @DisplayName("have the time, the request, the recording and the reason, the newest last")
  void toldByHttp() {
    caller.reply("nope", true);
    caller.post("/tickle", "");

    JsonNode exchanges = admin.get("/exchanges").json().path("exchanges");

    assertThat(exchanges.get(0))
        .hasToString(
            "{\"time\":\"2026-03-02T14:30:00Z\",\"method\":\"POST\","
                + "\"url\":\"/v1/api/iserver/reply/nope\",\"status\":400,"
                + "\"recording\":\"replies/not-found-400\","
                + "\"why\":\"the id was never issued or is used already: it works once (Q34)\","
                + "\"requestBody\":\"{\\\"confirmed\\\":true}\"}");
    assertThat(exchanges.get(1).path("recording").asText()).isEqualTo("session/tickle");
    assertThat(exchanges).hasSize(2);
  }

  @Test
  @DisplayName("include those of the embedding test")
  void toldInJava() {
    caller.placeBody("[]");

    assertThat(gateway.exchanges())
        .containsExactly(
            new PlayedExchange(
                NOW,
                "POST",
                "/v1/api/iserver/account/DU1234567/orders",
                "[]",
                400,
                "orders/refused-bare-array-400",
                "the tickets belong in the member orders of an object (Q11)",
                "",
                "{\"error\":\"Bad Request: Missing order parameters\",\"statusCode\":400}"));
  }

  @Test
  @DisplayName("are the last ones up to the limit, and none after a DELETE")
  void limited() {
    caller.post("/tickle", "");
    caller.get("/sso/validate");

    assertThat(admin.get("/exchanges?limit=1").json().at("/exchanges/0/url").asText())
        .isEqualTo("/v1/api/sso/validate");
    assertThat(admin.send("DELETE", "/exchanges", "").status()).isEqualTo(204);
    assertThat(gateway.exchanges()).isEmpty();
  }

  @Test
  @DisplayName("are none after a reset")
  void reset() {
    caller.post("/tickle", "");

    gateway.reset();

    assertThat(gateway.exchanges()).isEmpty();
  }

  @Test
  @DisplayName("are none after a switch of the scenario, and all after a refused one")
  void anotherScenario() {
    caller.post("/tickle", "");
    admin.post("/scenario", "{\"id\":\"sunny\"}");
    assertThat(gateway.exchanges()).hasSize(1);

    admin.post("/scenario", "{\"id\":\"no-questions\"}");

    assertThat(gateway.exchanges()).isEmpty();
  }

  @Test
  @DisplayName("have the time of the mock's clock, however it is moved")
  void clock() {
    gateway.clock().advance(Duration.ofHours(5));
    caller.post("/tickle", "");
    new RawCaller(gateway.port()).send("CONNECT other:443 HTTP/1.1");

    assertThat(gateway.exchanges())
        .extracting(PlayedExchange::time)
        .containsExactly(NOW.plus(Duration.ofHours(5)), NOW.plus(Duration.ofHours(5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "12345"})
  @DisplayName("refuse a limit that is not a number")
  void wrongLimit(String limit) {
    Exchange answer = admin.get("/exchanges?limit=" + limit);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.why()).isEqualTo("limit: expected a number from 0 to 9999, but got " + limit);
  }

  @Test
  @DisplayName("are the last thousand, with the first 4,096 bytes of each body")
  void bounded() {
    ExchangeLog log = new ExchangeLog(Clock.systemUTC());
    for (int i = 0; i < 3000; i++) {
      log.refused("GET", "/" + i, 501, "");
    }
    caller.placeBody("x".repeat(50_000));

    assertThat(log.last(9999)).hasSize(1000);
    assertThat(log.last(1)).singleElement().extracting(PlayedExchange::url).isEqualTo("/2999");
    assertThat(gateway.exchanges().get(0).requestBody())
        .hasSize(4096 + "... (50000 bytes)".length())
        .endsWith("x... (50000 bytes)");
  }

  @Test
  @DisplayName("include those that WireMock never sees")
  void refusedBefore() {
    new RawCaller(gateway.port()).send("CONNECT other:443 HTTP/1.1");

    assertThat(gateway.exchanges())
        .singleElement()
        .satisfies(exchange -> assertThat(exchange.why()).startsWith("not supported: CONNECT"));
  }
}
