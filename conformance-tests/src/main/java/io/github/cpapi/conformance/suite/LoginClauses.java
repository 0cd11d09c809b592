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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logins, the brokerage session, accounts and rate limits. */
@DisplayName("A login")
@ExtendWith(GatewayExtension.class)
final class LoginClauses {

  private static final String OPEN = "/iserver/auth/ssodh/init";

  @Test
  @Clause("SES-12")
  @DisplayName("can lack a market data service, without harm")
  void marketDataService(GatewayUnderTest gateway) {
    JsonNode tickle = gateway.raw().post("/tickle", "").json();

    assertThat(tickle.path("hmds").isObject()).as("hmds is an object").isTrue();
    assertThat(tickle.at("/iserver/authStatus/connected").asBoolean())
        .as("/iserver/authStatus/connected")
        .isTrue();
  }

  @Test
  @Clause("SES-13")
  @IsolatedGateway
  @DisplayName("is needed by every operation; without it they answer 401 without a body")
  void everythingNeedsIt(GatewayUnderTest gateway, MockGateway mock) {
    mock.logout();

    for (String path :
        List.of(
            "/tickle",
            "/iserver/accounts",
            "/iserver/account/trades",
            "/portfolio/accounts",
            "/trsrv/stocks?symbols=AAPL",
            "/sso/validate")) {
      RawGateway.Answer answer = gateway.raw().get(path);

      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.text()).as(path).isEmpty();
    }
  }

  @Test
  @Clause("SES-14")
  @DisplayName("is kept alive by a GET too, and tells of collisions in a misspelt member")
  void tickleByGet(GatewayUnderTest gateway) {
    JsonNode got = gateway.raw().get("/tickle").json();
    JsonNode posted = gateway.raw().post("/tickle", "").json();

    assertThat(got.at("/iserver/authStatus/authenticated"))
        .as("/iserver/authStatus/authenticated")
        .isEqualTo(posted.at("/iserver/authStatus/authenticated"));
    assertThat(got.path("collission").isBoolean()).as("collission is a boolean").isTrue();
  }

  @Test
  @Clause("SES-15")
  @IsolatedGateway
  @DisplayName("that was ended is reported with status 200 and everything false")
  void afterLogout(GatewayUnderTest gateway) {
    gateway.raw().post("/logout", "");

    RawGateway.Answer status = gateway.raw().get("/iserver/auth/status");
    RawGateway.Answer tickle = gateway.raw().get("/tickle");

    assertThat(status.status()).isEqualTo(200);
    assertThat(status.json().path("authenticated").asBoolean(true)).as("authenticated").isFalse();
    assertThat(status.json().path("connected").asBoolean(true)).as("connected").isFalse();
    assertThat(status.json().path("MAC").isNull()).as("MAC is null").isTrue();
    assertThat(tickle.status()).isEqualTo(401);
  }

  @Test
  @Clause("SES-16")
  @IsolatedGateway
  @DisplayName("without a brokerage session gets one from the operation that opens it")
  void opening(GatewayUnderTest gateway, MockGateway mock) {
    mock.loginWithoutBrokerage();

    JsonNode opened = gateway.raw().post(OPEN, "{'publish':true,'compete':false}").json();

    assertThat(opened.path("authenticated").asBoolean()).as("authenticated").isTrue();
    assertThat(opened.path("passed").asBoolean(true)).as("passed").isTrue();
    assertThat(gateway.raw().get("/iserver/auth/status").json().path("authenticated").asBoolean())
        .isTrue();
  }

  @Test
  @Clause("SES-17")
  @IsolatedGateway
  @DisplayName("that competes takes the brokerage session from another one")
  void competing(GatewayUnderTest gateway, MockGateway mock) {
    mock.loginWhileHeldElsewhere();

    JsonNode refused = gateway.raw().post(OPEN, "{'publish':true,'compete':false}").json();
    JsonNode taken = gateway.raw().post(OPEN, "{'publish':true,'compete':true}").json();

    assertThat(refused.path("passed").asBoolean(true)).as("passed").isFalse();
    assertThat(taken.path("passed").asBoolean()).as("passed").isTrue();
  }

  @Test
  @Clause("SES-18")
  @Needs(Capability.SESSION_CHANGES)
  @DisplayName("cannot select the account of another user; the status is 500")
  void accountOfAnotherUser(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().post("/iserver/account", "{'acctId':'DU0000000'}");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().path("error").asText()).as("error").isEqualTo("Invalid account ID");
  }

  @Test
  @Clause("SES-19")
  @Needs(Capability.SESSION_CHANGES)
  @DisplayName("cannot select no account; the status is 400")
  void noAccount(GatewayUnderTest gateway) {
    assertThat(gateway.raw().post("/iserver/account", "{}").status()).isEqualTo(400);
  }

  @Test
  @Clause("ACC-03")
  @IsolatedGateway
  @DisplayName("reports status and trades only after its accounts were queried")
  void statusAndTrades(GatewayUnderTest gateway, MockGateway mock) {
    mock.reset();

    for (String path : List.of("/iserver/account/order/status/1", "/iserver/account/trades")) {
      RawGateway.Answer answer = gateway.raw().get(path);

      assertThat(answer.status()).as(path).isEqualTo(500);
      assertThat(answer.json().path("error").asText())
          .as("error")
          .contains("query /accounts first");
    }
  }

  @Test
  @Clause("ACC-04")
  @DisplayName("has a list of accounts, one of them selected, and their properties")
  void accounts(GatewayUnderTest gateway) {
    JsonNode answer = gateway.raw().get("/iserver/accounts").json();

    assertThat(answer.path("accounts"))
        .extracting(JsonNode::asText)
        .contains(gateway.account(), answer.path("selectedAccount").asText());
    assertThat(answer.path("acctProps").has(gateway.account())).isTrue();
    assertThat(answer.path("isPaper").isBoolean()).as("isPaper is a boolean").isTrue();
  }

  @Test
  @Clause("PAC-02")
  @IsolatedGateway
  @DisplayName("may send ten requests a second, whatever they call")
  void tenASecond(GatewayUnderTest gateway, MockGateway mock) {
    mock.clock().freeze();
    mock.pace(Pacing.DOCUMENTED);

    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      statuses.add(gateway.raw().get("/iserver/auth/status").status());
    }

    assertThat(statuses.subList(0, 10)).containsOnly(200);
    assertThat(statuses.get(10)).isEqualTo(429);
  }
}
