package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import io.github.cpapi.conformance.Needs;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.conformance.gateway.Capability;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.fault.Pacing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The answers about the session, with and without a login. */
@DisplayName("A session")
@ExtendWith(GatewayExtension.class)
final class SessionClauses {

  @Test
  @Clause("SES-01")
  @DisplayName("reports its state to GET and POST alike")
  void bothMethodsAnswerAlike(GatewayUnderTest gateway) {
    JsonNode asked = gateway.raw().get("/iserver/auth/status").json();
    JsonNode posted = gateway.raw().post("/iserver/auth/status", "{}").json();

    assertThat(posted.path("authenticated"))
        .as("authenticated")
        .isEqualTo(asked.path("authenticated"));
    assertThat(posted.path("connected")).as("connected").isEqualTo(asked.path("connected"));
    assertThat(posted.path("competing")).as("competing").isEqualTo(asked.path("competing"));
  }

  @Test
  @Clause("SES-02")
  @DisplayName("answers a tickle with the three flags that keep-alive programs read")
  void theTickleHasItsFlags(GatewayUnderTest gateway) {
    JsonNode status = gateway.raw().post("/tickle", "").json().at("/iserver/authStatus");

    assertThat(status.path("authenticated").asBoolean()).as("authenticated").isTrue();
    assertThat(status.path("connected").asBoolean()).as("connected").isTrue();
    assertThat(status.path("competing").isBoolean()).as("competing is a boolean").isTrue();
  }

  @Test
  @Clause("SES-03")
  @IsolatedGateway
  @DisplayName("without a login answers 401 without a body")
  void beforeTheLogin(GatewayUnderTest gateway, MockGateway mock) {
    mock.logout();

    RawGateway.Answer status = gateway.raw().get("/iserver/auth/status");

    assertThat(status.status()).isEqualTo(401);
    assertThat(status.text()).isEmpty();
  }

  @Test
  @Clause("SES-04")
  @IsolatedGateway
  @DisplayName("without a brokerage session has no bridge for orders, but a portfolio")
  void noBridge(GatewayUnderTest gateway, MockGateway mock) {
    mock.loginWithoutBrokerage();

    RawGateway.Answer accounts = gateway.raw().get("/iserver/accounts");
    RawGateway.Answer portfolio = gateway.raw().get("/portfolio/accounts");

    assertThat(accounts.status()).isEqualTo(400);
    assertThat(accounts.json().path("error").asText()).as("error").contains("no bridge");
    assertThat(portfolio.status()).isEqualTo(200);
  }

  @Test
  @Clause("SES-05")
  @IsolatedGateway
  @DisplayName("refuses to open its brokerage session with status 200 and the reason in fail")
  void aRefusalIsASuccess(GatewayUnderTest gateway, MockGateway mock) {
    mock.loginWhileHeldElsewhere();

    RawGateway.Answer answer =
        gateway.raw().post("/iserver/auth/ssodh/init", "{'publish':true,'compete':false}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("passed").asBoolean(true)).as("passed").isFalse();
    assertThat(answer.json().path("fail").asText()).as("fail").isNotBlank();
  }

  @Test
  @Clause("SES-06")
  @Needs(Capability.SESSION_CHANGES)
  @DisplayName(
      "answers the selection of an account in one shape, and a repeated selection in another")
  void selectingTwice(GatewayUnderTest gateway) {
    String choice = "{'acctId':'" + gateway.account() + "'}";

    JsonNode chosen = gateway.raw().post("/iserver/account", choice).json();
    JsonNode again = gateway.raw().post("/iserver/account", choice).json();

    assertThat(chosen.path("set").asBoolean()).as("set").isTrue();
    assertThat(chosen.path("acctId").asText()).as("acctId").isEqualTo(gateway.account());
    assertThat(again.path("success").asText()).as("success").isNotBlank();
    assertThat(again.has("set")).as("has a member set").isFalse();
  }

  @Test
  @Clause("SES-07")
  @IsolatedGateway
  @DisplayName("ends with an answer without a JSON content type")
  void theLogoutHasNoContentType(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().post("/logout", "");

    assertThat(answer.text()).isEqualTo("{\"status\":true}");
    assertThat(answer.header("Content-Type")).isEmpty();
  }

  @Test
  @Clause("SES-08")
  @DisplayName("is validated with upper-case members")
  void theValidationShouts(GatewayUnderTest gateway) {
    JsonNode validation = gateway.raw().get("/sso/validate").json();

    assertThat(validation.path("RESULT").asBoolean()).as("RESULT").isTrue();
    assertThat(validation.path("USER_NAME").asText()).as("USER_NAME").isNotBlank();
  }

  @Test
  @Clause("SES-09")
  @IsolatedGateway
  @DisplayName("reports at once that a new login was triggered, and is logged in afterwards")
  void reauthenticationComesLater(GatewayUnderTest gateway, MockGateway mock) {
    mock.loginWithoutBrokerage();
    JsonNode before = gateway.raw().get("/iserver/auth/status").json();

    JsonNode answer = gateway.raw().post("/iserver/reauthenticate?force=true", "").json();

    assertThat(before.path("authenticated").asBoolean(true)).as("authenticated").isFalse();
    assertThat(answer.path("message").asText()).as("message").isEqualTo("triggered");
    assertThat(gateway.raw().get("/iserver/auth/status").json().path("authenticated").asBoolean())
        .isTrue();
  }

  @Test
  @Clause("ACC-01")
  @IsolatedGateway
  @DisplayName("reports on orders only after its accounts were queried")
  void accountsComeFirst(GatewayUnderTest gateway, MockGateway mock) {
    Orders orders = new Orders(gateway);
    mock.reset();

    RawGateway.Answer before = gateway.raw().get(orders.livePath());
    gateway.raw().get("/iserver/accounts");
    RawGateway.Answer after = gateway.raw().get(orders.livePath());

    assertThat(before.status()).isEqualTo(500);
    assertThat(before.json().path("error").asText()).as("error").contains("query /accounts first");
    assertThat(after.status()).isEqualTo(200);
  }

  @Test
  @Clause("PAC-01")
  @IsolatedGateway
  @DisplayName("answers too many requests with 429, and then every request for a while")
  void tooOften(GatewayUnderTest gateway, MockGateway mock) {
    mock.clock().freeze();
    mock.pace(Pacing.DOCUMENTED);
    String live = new Orders(gateway).livePath();

    int first = gateway.raw().get(live).status();
    int second = gateway.raw().get(live).status();
    int another = gateway.raw().get("/iserver/accounts").status();
    mock.clock().advance(Duration.ofMinutes(15));
    int afterwards = gateway.raw().get("/iserver/accounts").status();

    assertThat(List.of(first, second, another, afterwards)).containsExactly(200, 429, 429, 200);
  }
}
