package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The session")
@ExtendWith(OwnAccount.class)
class SessionTest {

  @Test
  @DisplayName("has all accounts that the mock was started with, the first one selected")
  void accounts() {
    try (MockGateway gateway =
        MockGateway.start(
            MockGatewayOptions.defaults().http().accounts("DU7654321", "DU1234567"))) {
      Caller caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), "DU7654321");

      JsonNode accounts = caller.get("/iserver/accounts").json();

      assertThat(accounts.path("accounts"))
          .extracting(JsonNode::asText)
          .containsExactly("DU7654321", "DU1234567");
      assertThat(accounts.path("acctProps").fieldNames())
          .toIterable()
          .containsExactly("DU7654321", "DU1234567");
      assertThat(accounts.at("/aliases/DU1234567").asText()).isEqualTo("DU1234567");
      assertThat(accounts.path("selectedAccount").asText()).isEqualTo("DU7654321");
      assertThat(accounts.path("isPaper").asBoolean()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  @DisplayName("is logged in from the start, asked with GET or with POST (Q86)")
  void authStatus(String method, Caller caller) {
    JsonNode status = caller.send(method, "/iserver/auth/status", "").json();

    assertThat(status.path("authenticated").asBoolean()).isTrue();
    assertThat(status.path("connected").asBoolean()).isTrue();
    assertThat(status.path("competing").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  @DisplayName("is tickled with POST, and with GET (Q85)")
  void tickle(String method, Caller caller) {
    JsonNode answer = caller.send(method, "/tickle", "").json();

    assertThat(answer.at("/iserver/authStatus/authenticated").asBoolean()).isTrue();
  }
}
