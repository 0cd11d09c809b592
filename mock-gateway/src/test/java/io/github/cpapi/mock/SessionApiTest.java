package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The mock, logged in and out by its admin API,")
class SessionApiTest extends IsolatedMock {

  @ParameterizedTest
  @ValueSource(strings = {"/iserver/auth/status", "/iserver/accounts", "/portfolio/accounts"})
  @DisplayName("answers 401 without a body before the first login (Q83)")
  void logout(String path) {
    assertThat(admin.post("/logout", "").status()).isEqualTo(204);

    Exchange answer = caller.get(path);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.why()).contains("there was no login yet");
  }

  @Test
  @DisplayName("has nothing to trigger before the first login (Q91)")
  void reauthenticateBeforeLogin() {
    gateway.logout();

    assertThat(caller.post("/iserver/reauthenticate", "").body())
        .isEqualTo("{\"error\":\"not logged in\"}");
  }

  @Test
  @DisplayName("is logged in again, and still has its orders")
  void login() {
    String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();
    admin.post("/logout", "");

    assertThat(admin.post("/login", "").status()).isEqualTo(204);
    queryAccounts();

    assertThat(caller.status(orderId).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("has no bridge without a brokerage session, while the portfolio works (Q80)")
  void noBridge() {
    admin.post("/login?brokerage=false", "");

    Exchange accounts = caller.get("/iserver/accounts");

    assertThat(accounts.status()).isEqualTo(400);
    assertThat(accounts.json().path("error").asText()).isEqualTo("Bad Request: no bridge");
    assertThat(caller.liveOrders().recording()).isEqualTo("orders/live-orders-no-bridge");
    assertThat(caller.get("/portfolio/accounts").status()).isEqualTo(200);
    assertThat(caller.place(Caller.MARKET).status()).isEqualTo(501);
  }

  @Test
  @DisplayName("reports the missing brokerage session to a tickle and to auth/status (Q85, Q86)")
  void brokerageDown() {
    gateway.loginWithoutBrokerage();

    assertThat(caller.post("/tickle", "").recording())
        .isEqualTo("session/tickle-not-authenticated");
    assertThat(caller.post("/iserver/auth/status", "").json().path("authenticated").asBoolean(true))
        .isFalse();
  }

  @Test
  @DisplayName(
      "refuses under status 200 to open a brokerage session that another login holds, unless it may"
          + " compete (Q87)")
  void refusesToOpen() {
    assertThat(admin.post("/login?brokerage=held", "").status()).isEqualTo(204);

    Exchange refused = caller.post("/iserver/auth/ssodh/init", "{\"compete\":false}");

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.json().path("passed").asBoolean(true)).isFalse();
    assertThat(refused.json().path("fail").asText()).contains("compete");
    assertThat(caller.get("/iserver/accounts").status()).isEqualTo(400);
    caller.post("/iserver/auth/ssodh/init", "{\"compete\":true}");
    assertThat(caller.get("/iserver/accounts").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("opens a brokerage session that no other login holds, without competing for it")
  void opensWithoutCompeting() {
    gateway.loginWithoutBrokerage();

    Exchange opened =
        caller.post("/iserver/auth/ssodh/init", "{\"publish\":true,\"compete\":false}");

    assertThat(opened.recording()).isEqualTo("session/brokerage-session-opened");
    assertThat(opened.why()).contains("no other login holds the brokerage session");
    assertThat(caller.get("/iserver/accounts").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/iserver/auth/ssodh/init", "/iserver/reauthenticate"})
  @DisplayName("gets its brokerage session back by ssodh/init and by reauthenticate (Q87, Q91)")
  void opens(String path) {
    gateway.loginWithoutBrokerage();

    caller.post(path, "");

    assertThat(caller.get("/iserver/accounts").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("forgets everything when it is reset, and begins with the same ids")
  void reset() {
    Exchange first = caller.placeAndConfirm(Caller.FAR_LIMIT);
    caller.post("/logout", "");

    assertThat(admin.post("/reset", "").status()).isEqualTo(204);
    queryAccounts();

    assertThat(caller.status(first.orderId()).recording()).isEqualTo("orders/status-unknown-503");
    assertThat(caller.placeAndConfirm(Caller.FAR_LIMIT).orderId()).isEqualTo(first.orderId());
  }

  @Test
  @DisplayName("refuses a value of brokerage other than true, false and held")
  void wrongValue() {
    Exchange answer = admin.post("/login?brokerage=no", "");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.why()).isEqualTo("brokerage: expected one of true, false, held, but got no");
  }
}
