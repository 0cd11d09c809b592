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

/** Figures of portfolios, previews and snapshots. */
@DisplayName("A figure")
@ExtendWith(GatewayExtension.class)
final class FigureClauses {

  private static final String FAR_LIMIT = "'orderType':'LMT','price':1.00,'side':'BUY','tif':'DAY'";

  private static JsonNode portfolio(GatewayUnderTest gateway, String what) {
    gateway.raw().get("/portfolio/accounts");
    return gateway.raw().get("/portfolio/" + gateway.account() + what).json();
  }

  private static RawGateway.Answer preview(GatewayUnderTest gateway, String members) {
    return gateway
        .raw()
        .post(
            "/iserver/account/" + gateway.account() + "/orders/whatif",
            "{'orders':[{" + FAR_LIMIT + "," + members + "}]}");
  }

  @Test
  @Clause("PRV-05")
  @DisplayName("of a preview for no shares is refused with status 500, and the reason")
  void sizeZero(GatewayUnderTest gateway) {
    RawGateway.Answer answer = preview(gateway, "'conid':265598,'quantity':0");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().path("error").asText())
        .as("error")
        .startsWith("Order size 0 is not valid");
  }

  @Test
  @Clause("PRV-06")
  @DisplayName("of a preview for a contract that does not exist is refused with status 400")
  void unknownContract(GatewayUnderTest gateway) {
    assertThat(preview(gateway, "'conid':999999999,'quantity':1").status()).isEqualTo(400);
  }

  @Test
  @Clause("PRV-07")
  @DisplayName("of a preview comes with error as null")
  void nullError(GatewayUnderTest gateway) {
    JsonNode preview = preview(gateway, "'conid':265598,'quantity':1").json();

    assertThat(preview.isObject()).as("the answer is an object").isTrue();
    assertThat(preview.has("error")).as("has a member error").isTrue();
    assertThat(preview.path("error").isNull()).as("error is null").isTrue();
  }

  @Test
  @Clause("PRV-08")
  @DisplayName("of a preview is the same on the older path for a single order")
  void singlePreview(GatewayUnderTest gateway) {
    JsonNode list = preview(gateway, "'conid':265598,'quantity':1").json();
    JsonNode single =
        gateway
            .raw()
            .post(
                "/iserver/account/" + gateway.account() + "/order/whatif",
                "{" + FAR_LIMIT + ",'conid':265598,'quantity':1}")
            .json();

    assertThat(single.at("/amount/amount"))
        .as("/amount/amount")
        .isEqualTo(list.at("/amount/amount"));
  }

  @Test
  @Clause("PFL-06")
  @DisplayName("about a contract that is not held is missing, with status 200")
  void notHeld(GatewayUnderTest gateway) {
    gateway.raw().get("/portfolio/accounts");

    RawGateway.Answer answer =
        gateway.raw().get("/portfolio/" + gateway.account() + "/position/999999999");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isIn("", "[]");
  }

  @Test
  @Clause("PFL-07")
  @DisplayName("about a segment has the name of the figure with a suffix")
  void segments(GatewayUnderTest gateway) {
    JsonNode summary = portfolio(gateway, "/summary");

    assertThat(summary.properties())
        .extracting(figure -> figure.getKey())
        .filteredOn(name -> name.contains("-"))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).matches("[a-z]+(-[a-z]+)*-[scpf]"));
  }

  @Test
  @Clause("PFL-08")
  @DisplayName("has its time in milliseconds in the summary, and in seconds in the ledger")
  void times(GatewayUnderTest gateway) {
    long summary = portfolio(gateway, "/summary").at("/netliquidation/timestamp").asLong();
    long ledger = portfolio(gateway, "/ledger").at("/BASE/timestamp").asLong();

    assertThat(String.valueOf(summary)).hasSize(13);
    assertThat(String.valueOf(ledger)).hasSize(10);
  }

  @Test
  @Clause("PFL-09")
  @DisplayName("of a currency has the price of one unit in the base currency, 1 for the base")
  void exchangeRates(GatewayUnderTest gateway) {
    JsonNode ledger = portfolio(gateway, "/ledger");

    assertThat(ledger)
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row.path("exchangerate").isNumber())
                    .as("exchangerate is a number")
                    .isTrue());
    assertThat(ledger.at("/BASE/exchangerate").decimalValue()).isEqualByComparingTo("1");
  }

  @Test
  @Clause("PFL-10")
  @DisplayName("in the ledger ends its bundle at one currency only")
  void endOfBundle(GatewayUnderTest gateway) {
    JsonNode ledger = portfolio(gateway, "/ledger");

    assertThat(ledger).filteredOn(row -> row.path("endofbundle").asInt() == 1).hasSize(1);
  }

  @Test
  @Clause("PFL-11")
  @IsolatedGateway("position-held")
  @DisplayName("in the first positions of a session has the strike as a number, then as text")
  void strikeOfAPosition(GatewayUnderTest gateway) {
    JsonNode first = portfolio(gateway, "/positions/0").path(0);
    JsonNode second = portfolio(gateway, "/positions/0").path(0);

    assertThat(first.path("strike").isNumber()).as("strike is a number").isTrue();
    assertThat(second.path("strike").isTextual()).as("strike is a string").isTrue();
  }

  @Test
  @Clause("MKT-05")
  @IsolatedGateway(required = false)
  @DisplayName("of a snapshot comes with the time of its row in milliseconds")
  void timeOfARow(GatewayUnderTest gateway) {
    String path = "/iserver/marketdata/snapshot?conids=265598&fields=31";
    gateway.raw().get(path);

    JsonNode row = gateway.raw().get(path).json().path(0);

    assertThat(row.path("_updated").isIntegralNumber()).as("_updated is an integer").isTrue();
    assertThat(row.path("_updated").asText()).as("_updated").hasSize(13);
  }

  @Test
  @Clause("MKT-06")
  @IsolatedGateway(required = false)
  @DisplayName("of a snapshot of no contract is missing, with status 200")
  void noContract(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/iserver/marketdata/snapshot?conids=0&fields=31");

    assertThat(answer.status()).isEqualTo(200);
  }
}
