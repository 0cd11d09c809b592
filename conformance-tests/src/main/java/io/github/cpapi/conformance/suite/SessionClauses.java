package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.Shows;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a session that is logged in answers. */
@DisplayName("A session")
@ExtendWith(GatewayExtension.class)
final class SessionClauses {

  @Test
  @Shows("SES-01")
  @DisplayName("reports its state to GET and to POST alike")
  void bothMethodsAnswerAlike(GatewayUnderTest gateway) {
    JsonNode asked = gateway.raw().get("/iserver/auth/status").json();
    JsonNode posted = gateway.raw().post("/iserver/auth/status", "{}").json();

    assertThat(posted.path("authenticated")).isEqualTo(asked.path("authenticated"));
    assertThat(posted.path("connected")).isEqualTo(asked.path("connected"));
    assertThat(posted.path("competing")).isEqualTo(asked.path("competing"));
  }

  @Test
  @Shows("SES-02")
  @DisplayName("answers a tickle with the three flags that keep-alive programs look at")
  void theTickleHasItsFlags(GatewayUnderTest gateway) {
    JsonNode status = gateway.raw().post("/tickle", "").json().at("/iserver/authStatus");

    assertThat(status.path("authenticated").asBoolean()).isTrue();
    assertThat(status.path("connected").asBoolean()).isTrue();
    assertThat(status.path("competing").isBoolean()).isTrue();
  }

  @Test
  @Shows("SES-06")
  @DisplayName(
      "answers the choice of an account in one shape, and the same choice again in another")
  void selectingTwice(GatewayUnderTest gateway) {
    String choice = "{'acctId':'" + gateway.account() + "'}";

    JsonNode chosen = gateway.raw().post("/iserver/account", choice).json();
    JsonNode again = gateway.raw().post("/iserver/account", choice).json();

    assertThat(chosen.path("set").asBoolean()).isTrue();
    assertThat(chosen.path("acctId").asText()).isEqualTo(gateway.account());
    assertThat(again.path("success").asText()).isNotBlank();
    assertThat(again.has("set")).isFalse();
  }
}
