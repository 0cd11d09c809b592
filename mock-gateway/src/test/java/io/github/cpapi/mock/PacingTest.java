package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.mock.fault.Pacing;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A mock with the documented limits (Q93)")
class PacingTest extends FaultyMock {

  @BeforeEach
  void limit() {
    gateway.clock().freeze();
    gateway.pace(Pacing.DOCUMENTED);
  }

  @Test
  @DisplayName(
      "answers live orders once in five seconds, and starts a penalty for a second request")
  void liveOrders() {
    assertThat(caller.liveOrders().status()).isEqualTo(200);
    gateway.clock().advance(Duration.ofSeconds(5));
    assertThat(caller.liveOrders().status()).isEqualTo(200);
    gateway.clock().advance(Duration.ofMillis(4999));

    Exchange refused = caller.liveOrders();

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.recording()).isEqualTo("orders/live-orders-429");
    assertThat(refused.why()).startsWith("getLiveOrders: 1 in PT5S; penalty until ");
  }

  @Test
  @DisplayName("answers ten requests a second of all operations together")
  void tenASecond() {
    for (int i = 0; i < 10; i++) {
      assertThat(caller.get("/iserver/accounts").status()).isEqualTo(200);
    }

    Exchange refused = caller.get("/iserver/accounts");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.why()).startsWith("all operations together: 10 in PT1S; ");
  }

  @Test
  @DisplayName("has a penalty of 15 minutes for every call, which requests do not extend")
  void penalty() {
    caller.post("/tickle", "");
    caller.post("/tickle", "");
    gateway.clock().advance(Duration.ofMinutes(15).minusMillis(1));

    Exchange penalized = caller.get("/iserver/accounts");

    assertThat(penalized.status()).isEqualTo(429);
    assertThat(penalized.body()).isEmpty();
    assertThat(penalized.why()).startsWith("penalty until ");
    gateway.clock().advance(Duration.ofMillis(1));
    assertThat(caller.get("/iserver/accounts").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("is switched off by HTTP, and the penalty ends")
  void switchedOff() {
    caller.post("/tickle", "");
    caller.post("/tickle", "");

    assertThat(admin.post("/pacing", "{\"pacing\":\"unlimited\"}").status()).isEqualTo(204);

    assertThat(admin.get("/pacing").json().path("pacing").asText()).isEqualTo("unlimited");
    for (int i = 0; i < 20; i++) {
      assertThat(caller.post("/tickle", "").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("refuses a mode other than unlimited and documented")
  void switchedOn() {
    gateway.pace(Pacing.UNLIMITED);

    Exchange refused = admin.post("/pacing", "{\"pacing\":\"on\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("error").asText())
        .isEqualTo("pacing: expected one of unlimited, documented, but got \"on\"");
    admin.post("/pacing", "{\"pacing\":\"documented\"}");
    caller.post("/tickle", "");
    assertThat(caller.post("/tickle", "").status()).isEqualTo(429);
  }
}
