package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session with an injected fault")
class SessionFaultsTest extends FaultyMock {

  @Test
  @DisplayName("is reported as competing by one tickle (ibeam-tickle-competing)")
  void competingTickle() {
    arm("'fault':'competing-session'");

    Exchange answer = caller.post("/tickle", "");

    assertThat(answer.json().at("/iserver/authStatus/competing").asBoolean()).isTrue();
    assertThat(
            caller.post("/tickle", "").json().at("/iserver/authStatus/competing").asBoolean(true))
        .isFalse();
  }

  @Test
  @DisplayName("is reported as competing by auth/status and ssodh/init")
  void competingElsewhere() {
    arm("'fault':'competing-session','times':3");

    assertThat(caller.get("/iserver/auth/status").json().path("competing").asBoolean()).isTrue();
    assertThat(caller.post("/iserver/auth/status", "").json().path("competing").asBoolean())
        .isTrue();
    assertThat(caller.post("/iserver/auth/ssodh/init", "{}").recording())
        .isEqualTo("session/brokerage-session-competing");
    assertThat(gateway.armed()).isEmpty();
  }

  @Test
  @DisplayName("answers one request with 401 and without a body (Q83)")
  void empty401() {
    arm("'fault':'empty-401'");

    Exchange answer = caller.get("/iserver/accounts");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
    assertThat(caller.get("/iserver/accounts").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("answers with an HTML page under 502 (Q82)")
  void html502() {
    arm("'fault':'html-502','operation':'getAccounts'");

    assertThat(caller.post("/tickle", "").status()).isEqualTo(200);
    Exchange answer = caller.get("/iserver/accounts");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.body()).startsWith("<html>");
  }

  @Test
  @DisplayName("has a penalty of 15 minutes by the mock's clock after a 429 (Q93)")
  void pacing429() {
    gateway.clock().freeze();
    arm("'fault':'pacing-429','operation':'getLiveOrders'");

    Exchange answer = caller.liveOrders();

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.recording()).isEqualTo("orders/live-orders-429");
    assertThat(answer.body()).isEmpty();
    gateway.clock().advance(Duration.ofMinutes(15).minusMillis(1));
    assertThat(caller.get("/iserver/accounts").status()).isEqualTo(429);
    gateway.clock().advance(Duration.ofMillis(1));
    assertThat(caller.get("/iserver/accounts").status()).isEqualTo(200);
  }
}
