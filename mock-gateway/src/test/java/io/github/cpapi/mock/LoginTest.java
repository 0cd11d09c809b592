package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The login of a mock")
class LoginTest {

  private static final String FIRST = "DU1234567";
  private static final String SECOND = "DU7654321";

  private MockGateway gateway;
  private Caller caller;

  @BeforeEach
  void start() {
    gateway = MockGateway.start(MockGatewayOptions.defaults().http().accounts(FIRST, SECOND));
    caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), FIRST);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  @DisplayName("is validated with upper-case members (Q90)")
  void validated() {
    assertThat(caller.get("/sso/validate").json().path("RESULT").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("ends with a logout, whose answer is {\"status\":true} without a Content-Type (Q89)")
  void logout() {
    Exchange answer = caller.post("/logout", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":true}");
    assertThat(answer.response().headers().map()).doesNotContainKey("content-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/iserver/accounts", "/portfolio/accounts", "/sso/validate", "/tickle", "/nope"})
  @DisplayName("is needed: after a logout a call is 401 without a body (Q83)")
  void afterLogout(String path) {
    caller.post("/logout", "");

    Exchange answer = caller.get(path);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.why()).contains("logged out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  @DisplayName("is reported as lost after a logout, under status 200 (Q86)")
  void authStatusAfterLogout(String method) {
    caller.post("/logout", "");

    Exchange answer = caller.send(method, "/iserver/auth/status", "");

    assertThat(answer.recording()).isEqualTo("session/auth-status-logged-out");
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  @DisplayName("starts again after a logout: the first list of orders is empty (Q51)")
  void forgetsWhatWasShown() {
    caller.get("/iserver/accounts");
    caller.placeAndConfirm(Caller.NEAR_LIMIT);
    assertThat(caller.rows()).hasSize(1);
    caller.post("/logout", "");
    gateway.login();
    caller.get("/iserver/accounts");

    Exchange first = caller.liveOrders();

    assertThat(first.recording()).isEqualTo("orders/live-orders-empty");
    assertThat(first.why()).contains("an account's first call of a session");
    assertThat(caller.liveOrders().json().path("orders")).hasSize(1);
  }

  @Test
  @DisplayName("belongs to one mock: another one stays logged in")
  void belongsToOneMock() {
    try (MockGateway other = MockGateway.start(MockGatewayOptions.defaults().http())) {
      caller.post("/logout", "");

      Caller another = new Caller(caller.http(), other.baseUrl(), FIRST);

      assertThat(another.get("/iserver/accounts").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"publish\":true,\"compete\":true}", "{\"compete\":false}"})
  @DisplayName("has an open brokerage session, which any ssodh/init confirms (Q87)")
  void brokerageSession(String body) {
    Exchange answer = caller.post("/iserver/auth/ssodh/init", body);

    assertThat(answer.recording()).isEqualTo("session/brokerage-session-opened");
    assertThat(answer.json().path("passed").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT"})
  @DisplayName(
      "is answered by reauthenticate with any method, also after a logout (Q91, gateway-behaviour)")
  void reauthenticate(String method) {
    caller.post("/logout", "");

    // Not through the caller, which knows the methods of the spec alone.
    String answer =
        new RawCaller(gateway.port())
            .send(method + " /v1/api/iserver/reauthenticate?force=true HTTP/1.1");

    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n{\"message\":\"triggered\"}");
    assertThat(caller.get("/iserver/accounts").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("selects another account in one shape, and the selected one in another (Q88)")
  void selectAccount() {
    Exchange another = caller.post("/iserver/account", "{\"acctId\":\"" + SECOND + "\"}");
    Exchange again = caller.post("/iserver/account", "{\"acctId\":\"" + SECOND + "\"}");

    assertThat(another.json().path("set").asBoolean()).isTrue();
    assertThat(another.json().path("acctId").asText()).isEqualTo(SECOND);
    assertThat(again.json().path("success").asText()).isEqualTo("Account already set");
    assertThat(caller.get("/iserver/accounts").json().path("selectedAccount").asText())
        .isEqualTo(SECOND);
  }

  @Test
  @DisplayName("reports the orders of all accounts of the session if none is named (Q104)")
  void ordersOfAllAccounts() {
    Caller second = new Caller(caller.http(), gateway.baseUrl(), SECOND);
    second.get("/iserver/accounts");
    String orderId = second.placeAndConfirm(Caller.FAR_LIMIT).orderId();
    String firstId = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();

    second.get("/iserver/account/orders");
    JsonNode orders = second.get("/iserver/account/orders").json().path("orders");

    assertThat(orders.findValuesAsText("orderId")).containsExactlyInAnyOrder(firstId, orderId);
    assertThat(orders.findValuesAsText("acct")).contains(SECOND);
  }

  @Test
  @DisplayName("refuses to select an unknown account with 500, and none with 400 (Q88)")
  void selectWrongAccount() {
    assertThat(caller.post("/iserver/account", "{\"acctId\":\"U1234567\"}").recording())
        .isEqualTo("session/select-account-unknown-500");
    assertThat(caller.post("/iserver/account", "{}").recording())
        .isEqualTo("session/select-account-missing-400");
  }

  @Test
  @DisplayName("has a portfolio of all accounts")
  void portfolioAccounts() {
    assertThat(caller.get("/portfolio/accounts").json())
        .extracting(account -> account.path("accountId").asText())
        .containsExactly(FIRST, SECOND);
  }
}
