package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.mock.MockGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a gateway answers to whoever asks for prices. */
@DisplayName("A snapshot of prices")
@ExtendWith(GatewayExtension.class)
final class MarketDataClauses {

  private static final String APPLE = "/iserver/marketdata/snapshot?conids=265598&fields=31,84,86";

  @Test
  @Clause("MKT-01")
  @IsolatedGateway
  @DisplayName("has no price when a contract is asked for the first time")
  void theFirstOfAContract(GatewayUnderTest gateway) {
    JsonNode first = gateway.raw().get(APPLE).json().path(0);

    assertThat(first.path("conid").asInt()).as("conid").isEqualTo(265598);
    assertThat(first.has("31") || first.has("84") || first.has("86")).isFalse();
  }

  @Test
  @Clause("MKT-02")
  @IsolatedGateway(required = false)
  @DisplayName("has its prices as texts, and none where there is none")
  void pricesAreTexts(GatewayUnderTest gateway) {
    gateway.raw().get(APPLE);

    JsonNode row = gateway.raw().get(APPLE).json().path(0);

    assertThat(row.path("31").isTextual()).as("31 is a string").isTrue();
    assertThat(row.path("31").asText()).as("31").matches("N/A|[CH]?[0-9.]+");
    assertThat(row.path("84").isTextual() || row.path("84").isMissingNode()).isTrue();
    assertThat(row.path("86").isTextual() || row.path("86").isMissingNode()).isTrue();
  }

  @Test
  @Clause("MKT-03")
  @IsolatedGateway(required = false)
  @DisplayName("says how good its prices are without being asked")
  void theAvailability(GatewayUnderTest gateway) {
    gateway.raw().get(APPLE);

    JsonNode row = gateway.raw().get(APPLE).json().path(0);

    assertThat(row.path("6509").asText()).as("6509").matches("[RDZYNO].*");
  }

  @Test
  @Clause("MKT-04")
  @IsolatedGateway
  @DisplayName("is refused until the session was asked for its accounts")
  void accountsComeFirst(GatewayUnderTest gateway, MockGateway mock) {
    mock.reset();

    RawGateway.Answer before = gateway.raw().get(APPLE);
    gateway.raw().get("/iserver/accounts");
    RawGateway.Answer after = gateway.raw().get(APPLE);

    assertThat(before.status()).isEqualTo(500);
    assertThat(before.json().path("error").asText()).as("error").contains("query /accounts first");
    assertThat(after.status()).isEqualTo(200);
  }
}
