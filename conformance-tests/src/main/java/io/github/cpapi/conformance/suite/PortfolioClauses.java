package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import io.github.cpapi.conformance.RawGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Positions, summary and ledger of an account. */
@DisplayName("A portfolio")
@ExtendWith(GatewayExtension.class)
final class PortfolioClauses {

  private static JsonNode read(GatewayUnderTest gateway, String what) {
    gateway.raw().get("/portfolio/accounts");
    return gateway.raw().get("/portfolio/" + gateway.account() + what).json();
  }

  @Test
  @Clause("ACC-02")
  @DisplayName("of another user's account is 401 without a body")
  void accountOfAnotherUser(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/portfolio/DU0000000/positions/0");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text()).isEmpty();
  }

  @Test
  @Clause("PFL-01")
  @IsolatedGateway("position-held")
  @DisplayName("describes its contracts in the second answer about positions")
  void firstPositions(GatewayUnderTest gateway) {
    JsonNode first = read(gateway, "/positions/0").path(0);
    JsonNode second = read(gateway, "/positions/0").path(0);

    assertThat(first.path("conid").asInt()).as("conid").isEqualTo(265598);
    assertThat(first.path("position").decimalValue()).isEqualByComparingTo("100");
    assertThat(second.path("ticker").asText()).as("ticker").isEqualTo("AAPL");
    assertThat(second.path("name").asText()).as("name").isNotBlank();
  }

  @Test
  @Clause("PFL-02")
  @IsolatedGateway("position-held")
  @DisplayName("has an empty page after the last one, if the request sorts")
  void pageAfterTheLast(GatewayUnderTest gateway) {
    JsonNode page = read(gateway, "/positions/1?sort=position");

    assertThat(page.isArray()).as("the answer is an array").isTrue();
    assertThat(page).isEmpty();
  }

  @Test
  @Clause("PFL-03")
  @IsolatedGateway("position-held")
  @DisplayName("returns the position in one contract as a list of one row")
  void onePosition(GatewayUnderTest gateway) {
    JsonNode rows = read(gateway, "/position/265598");

    assertThat(rows).hasSize(1);
    assertThat(rows.path(0).path("position").decimalValue()).isEqualByComparingTo("100");
  }

  @Test
  @Clause("PFL-04")
  @DisplayName("has a summary of amounts, and of texts with the amount 0")
  void summary(GatewayUnderTest gateway) {
    JsonNode summary = read(gateway, "/summary");

    assertThat(summary.path("netliquidation").path("amount").isNumber())
        .as("amount is a number")
        .isTrue();
    assertThat(summary)
        .isNotEmpty()
        .filteredOn(figure -> figure.path("value").isTextual())
        .isNotEmpty()
        .allSatisfy(figure -> assertThat(figure.path("amount").asDouble()).as("amount").isZero());
  }

  @Test
  @Clause("PFL-05")
  @DisplayName("has a ledger with a row for each currency, and a row with the total")
  void ledger(GatewayUnderTest gateway) {
    JsonNode ledger = read(gateway, "/ledger");

    assertThat(ledger.path("BASE").path("cashbalance").isNumber())
        .as("cashbalance is a number")
        .isTrue();
    assertThat(ledger.properties())
        .hasSizeGreaterThan(1)
        .allSatisfy(
            row ->
                assertThat(row.getValue().path("secondkey").asText())
                    .as("secondkey")
                    .isEqualTo(row.getKey()));
  }
}
