package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.scenario.Scenario;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Before the accounts of the session are requested,")
class AccountsFirstTest {

  private MockGateway gateway;
  private Caller caller;

  @BeforeEach
  void start() {
    start(MockGatewayOptions.defaults().http());
  }

  private void start(MockGatewayOptions options) {
    stop();
    gateway = MockGateway.start(options);
    caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), Recording.ACCOUNT);
  }

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/iserver/account/orders,         orders/live-orders-accounts-first-500",
    "/iserver/account/trades,         orders/trades-accounts-first-500",
    "/iserver/account/order/status/1, orders/status-accounts-first-500"
  })
  @DisplayName("reports on orders are refused with 500, and the header gives the reason (Q79)")
  void reports(String path, String recording) {
    Exchange refused = caller.get(path);

    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.body()).isEqualTo("{\"error\":\"Please query /accounts first\"}");
    assertThat(refused.recording()).isEqualTo(recording);
    assertThat(refused.why()).contains("GET /iserver/accounts was not called");
  }

  @Test
  @DisplayName("an order is accepted and marked as undocumented")
  void orders() {
    Exchange question = caller.place(Caller.MARKET);
    Exchange next = caller.reply(question.replyId(), true);

    assertThat(question.messageId()).isEqualTo("o354");
    assertThat(question.why()).startsWith("undocumented: GET /iserver/accounts was not called");
    assertThat(next.why()).startsWith("undocumented: GET /iserver/accounts was not called");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders", "/orders/whatif", "/order", "/order/whatif"})
  @DisplayName("an order or preview, in either form, is marked as undocumented")
  void forms(String path) {
    String ticket = "{" + Caller.MARKET + "}";
    String body = path.startsWith("/orders") ? "{\"orders\":[" + ticket + "]}" : ticket;

    Exchange answer = caller.post("/iserver/account/" + Recording.ACCOUNT + path, body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.why()).startsWith("undocumented: GET /iserver/accounts was not called");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/order", "/order/whatif"})
  @DisplayName("an order or preview in the earlier form is refused by a strict mock and not placed")
  void strictInEarlierForm(String path) {
    start(MockGatewayOptions.defaults().http().strictly());

    Exchange refused =
        caller.post("/iserver/account/" + Recording.ACCOUNT + path, "{" + Caller.MARKET + "}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(gateway.orders()).isEmpty();
  }

  @Test
  @DisplayName("an order is refused by a strict mock and not placed")
  void strict() {
    start(MockGatewayOptions.defaults().http().strictly());

    Exchange refused = caller.place(Caller.MARKET);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(gateway.orders()).isEmpty();
  }

  @Test
  @DisplayName("contracts and the session are available")
  void others() {
    assertThat(caller.post("/tickle", "").status()).isEqualTo(200);
    assertThat(caller.get("/trsrv/stocks?symbols=AAPL").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("nothing is refused or marked any more once they are requested")
  void afterwards() {
    caller.get("/iserver/accounts");

    assertThat(caller.liveOrders().recording()).isEqualTo("orders/live-orders-empty");
    assertThat(caller.get("/iserver/account/trades").status()).isEqualTo(200);
    assertThat(caller.place(Caller.MARKET).why()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a client's logout", "a restart", "a lost brokerage session"})
  @DisplayName("reports on orders are refused again in each new session")
  void anotherSession(String end) {
    caller.get("/iserver/accounts");
    switch (end) {
      case "a restart" -> gateway.logout();
      case "a lost brokerage session" -> gateway.loginWithoutBrokerage();
      default -> caller.post("/logout", "");
    }

    gateway.login();

    assertThat(caller.liveOrders().status()).isEqualTo(500);
  }

  @Test
  @DisplayName("reports on orders are answered in the scenario accounts-queried")
  void kinder() {
    gateway.play(Scenario.named("accounts-queried"));

    assertThat(caller.liveOrders().recording()).isEqualTo("orders/live-orders-empty");
    assertThat(caller.place(Caller.MARKET).why()).isEmpty();
  }
}
