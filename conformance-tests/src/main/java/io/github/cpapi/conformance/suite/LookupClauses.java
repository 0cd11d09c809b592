package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import io.github.cpapi.conformance.RawGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Details of the contract look-ups, and in which order they must be called. */
@DisplayName("Looking up contracts")
@ExtendWith(GatewayExtension.class)
final class LookupClauses {

  private static final String OPTIONS = "/iserver/secdef/info?conid=265598&sectype=OPT&month=";

  @Test
  @Clause("CON-11")
  @DisplayName("returns a stock with the right ? and the strike 0")
  void stockWithoutRight(GatewayUnderTest gateway) {
    JsonNode stock = gateway.raw().get("/iserver/secdef/info?conid=265598").json();

    assertThat(stock.path("right").asText()).as("right").isEqualTo("?");
    assertThat(stock.path("strike").isNumber()).as("strike is a number").isTrue();
    assertThat(stock.path("strike").asDouble()).as("strike").isZero();
  }

  @Test
  @Clause("CON-12")
  @DisplayName("by a month without contracts fails with status 500 and a space at its end")
  void noContracts(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get(OPTIONS + "JAN50&strike=1&right=P");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().path("error").asText())
        .as("error")
        .isEqualTo("No Contracts retrieved ");
  }

  @Test
  @Clause("CON-13")
  @DisplayName("by a month in digits is refused with status 400")
  void monthInDigits(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get(OPTIONS + "202701&strike=195&right=P");

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  @Clause("CON-14")
  @DisplayName("by symbol returns contract ids as text, and months like JAN27")
  void searchRows(GatewayUnderTest gateway) {
    JsonNode rows = gateway.raw().get("/iserver/secdef/search?symbol=AAPL").json();

    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.path("conid").textValue()).matches("\\d+"))
        .allSatisfy(
            row ->
                assertThat(row.path("restricted").isNull() || row.path("restricted").isTextual())
                    .isTrue());
    assertThat(rows.findValuesAsText("months"))
        .isNotEmpty()
        .allSatisfy(months -> assertThat(months).matches("([A-Z]{3}\\d\\d;?)+"));
  }

  @Test
  @Clause("CON-15")
  @DisplayName("by symbol returns the contract for differences with a contract id of its own")
  void contractForDifferences(GatewayUnderTest gateway) {
    JsonNode rows = gateway.raw().get("/iserver/secdef/search?symbol=AAPL").json();

    List<JsonNode> sections = new ArrayList<>();
    rows.forEach(row -> row.path("sections").forEach(sections::add));
    List<JsonNode> differences =
        sections.stream()
            .filter(section -> section.path("secType").asText().equals("CFD"))
            .filter(section -> section.has("conid"))
            .toList();
    Assumptions.assumeFalse(differences.isEmpty(), "the login may not trade these contracts");

    assertThat(differences)
        .allSatisfy(section -> assertThat(section.path("conid").textValue()).matches("\\d+"));
  }

  @Test
  @Clause("CON-16")
  @IsolatedGateway
  @DisplayName("returns strikes only after a search for the underlying")
  void searchComesFirst(GatewayUnderTest gateway) {
    String strikes = "/iserver/secdef/strikes?conid=265598&sectype=OPT&month=JAN27";

    JsonNode before = gateway.raw().get(strikes).json();
    gateway.raw().get("/iserver/secdef/search?symbol=AAPL");
    JsonNode after = gateway.raw().get(strikes).json();

    assertThat(before.path("call")).as("call").isEmpty();
    assertThat(after.path("call")).as("call").isNotEmpty();
  }

  @Test
  @Clause("CON-17")
  @DisplayName("returns rules with defaults as text, and times in force with their order types")
  void rulesMixTypes(GatewayUnderTest gateway) {
    JsonNode rules =
        gateway.raw().post("/iserver/contract/rules", "{'conid':265598,'isBuy':true}").json();

    assertThat(rules.path("tifTypes"))
        .as("tifTypes")
        .isNotEmpty()
        .allSatisfy(type -> assertThat(type.asText()).matches("[A-Z]+/.+"));
    assertThat(rules.at("/tifDefaults/SIZE").isTextual())
        .as("/tifDefaults/SIZE is a string")
        .isTrue();
    assertThat(rules.path("sizeIncrement").isNumber()).as("sizeIncrement is a number").isTrue();
  }

  @Test
  @Clause("CON-18")
  @DisplayName("for the rules of a contract that does not exist is refused with status 400")
  void rulesOfNothing(GatewayUnderTest gateway) {
    RawGateway.Answer answer =
        gateway.raw().post("/iserver/contract/rules", "{'conid':0,'isBuy':true}");

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  @Clause("CON-19")
  @DisplayName("for the description of a contract that does not exist is refused with status 400")
  void nothingToDescribe(GatewayUnderTest gateway) {
    int info = gateway.raw().get("/iserver/contract/999999999/info").status();
    int both = gateway.raw().get("/iserver/contract/999999999/info-and-rules").status();

    assertThat(List.of(info, both)).containsOnly(400);
  }

  @Test
  @Clause("CON-20")
  @DisplayName("returns description and rules together on request")
  void descriptionAndRules(GatewayUnderTest gateway) {
    JsonNode answer = gateway.raw().get("/iserver/contract/265598/info-and-rules").json();

    assertThat(answer.path("con_id").asLong()).as("con_id").isEqualTo(265598);
    assertThat(answer.at("/rules/orderTypes")).as("/rules/orderTypes").isNotEmpty();
  }

  @Test
  @Clause("CON-21")
  @DisplayName("returns definitions whose multiplier is a number beside a strike as text")
  void multiplierAndStrike(GatewayUnderTest gateway) {
    JsonNode definition = gateway.raw().get("/trsrv/secdef?conids=756733").json().at("/secdef/0");

    assertThat(definition.path("multiplier").isNumber()).as("multiplier is a number").isTrue();
    assertThat(definition.path("strike").isTextual()).as("strike is a string").isTrue();
  }

  @Test
  @Clause("CON-22")
  @DisplayName("returns schedules whose first days of 2000 stand for the days of the week")
  void daysOfTheWeek(GatewayUnderTest gateway) {
    JsonNode venues =
        gateway.raw().get("/trsrv/secdef/schedule?assetClass=STK&symbol=IBM&exchange=NYSE").json();

    assertThat(venues.isArray()).as("the answer is an array").isTrue();
    assertThat(venues.findValuesAsText("tradingScheduleDate"))
        .contains("20000101", "20000102", "20000103", "20000107");
  }

  @Test
  @Clause("CON-23")
  @DisplayName("of futures by an unknown symbol has status 200")
  void unknownFutures(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/trsrv/futures?symbols=ZZZZNOTREAL");

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  @Clause("CON-24")
  @DisplayName("returns the same definitions to a list of contract ids in a body")
  void definitionsByPost(GatewayUnderTest gateway) {
    JsonNode posted = gateway.raw().post("/trsrv/secdef", "{'conids':[756733]}").json();

    assertThat(posted.at("/secdef/0/conid").asLong()).as("/secdef/0/conid").isEqualTo(756733);
  }

  @Test
  @Clause("CON-25")
  @DisplayName("by symbol can return two companies with one name, in different listings")
  void oneNameTwice(GatewayUnderTest gateway) {
    JsonNode companies = gateway.raw().get("/trsrv/stocks?symbols=ASML").json().path("ASML");

    assertThat(companies)
        .extracting(company -> company.path("name").asText())
        .filteredOn("ASML HOLDING NV"::equals)
        .hasSizeGreaterThan(1);
    assertThat(companies.findValuesAsText("conid")).doesNotHaveDuplicates();
  }

  @Test
  @Clause("ALG-03")
  @DisplayName("returns parameters of algorithms with an id and the name of their type")
  void parameters(GatewayUnderTest gateway) {
    JsonNode algos =
        gateway
            .raw()
            .get("/iserver/contract/265598/algos?algos=Adaptive&addDescription=1&addParams=1")
            .json();

    assertThat(algos.at("/algos/0/parameters"))
        .as("/algos/0/parameters")
        .isNotEmpty()
        .allSatisfy(parameter -> assertThat(parameter.path("id").asText()).as("id").isNotBlank())
        .allSatisfy(
            parameter ->
                assertThat(parameter.path("valueClassName").asText())
                    .as("valueClassName")
                    .isNotBlank())
        .allSatisfy(
            parameter ->
                assertThat(parameter.path("required").asText("true")).isIn("true", "false"));
  }

  @Test
  @Clause("ALG-04")
  @DisplayName("for the algorithms of a contract that does not exist fails with status 503")
  void algorithmsOfNothing(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/iserver/contract/999999999/algos");

    assertThat(answer.status()).isEqualTo(503);
  }
}
