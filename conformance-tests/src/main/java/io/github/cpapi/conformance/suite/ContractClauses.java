package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.RawGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How contracts and their algorithms are found. */
@DisplayName("Finding contracts")
@ExtendWith(GatewayExtension.class)
final class ContractClauses {

  @Test
  @Clause("CON-01")
  @DisplayName("by symbol lists every company that uses it, without a currency")
  void aSymbolHasSeveralCompanies(GatewayUnderTest gateway) {
    JsonNode companies = gateway.raw().get("/trsrv/stocks?symbols=AAPL").json().path("AAPL");

    assertThat(companies).hasSizeGreaterThan(1);
    assertThat(companies.findValuesAsText("conid")).contains("265598");
    assertThat(companies.findValue("currency")).isNull();
  }

  @Test
  @Clause("CON-02")
  @DisplayName("by id tells the currency, in snake case")
  void theDescriptionTellsTheCurrency(GatewayUnderTest gateway) {
    JsonNode info = gateway.raw().get("/iserver/contract/265598/info").json();

    assertThat(info.path("con_id").asLong()).as("con_id").isEqualTo(265598);
    assertThat(info.path("currency").asText()).as("currency").isEqualTo("USD");
  }

  @Test
  @Clause("CON-03")
  @DisplayName("by a symbol that does not exist returns an error with status 200")
  void nothingIsAnError(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/iserver/secdef/search?symbol=ZZZZNOTREAL");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("error").asText()).as("error").isNotBlank();
  }

  @Test
  @Clause("CON-04")
  @DisplayName("that belong to a stock returns an object for the stock and an array for a chain")
  void oneOrMany(GatewayUnderTest gateway) {
    JsonNode stock = gateway.raw().get("/iserver/secdef/info?conid=265598").json();
    JsonNode chain =
        gateway
            .raw()
            .get("/iserver/secdef/info?conid=265598&sectype=OPT&month=JAN24&strike=195&right=P")
            .json();

    assertThat(stock.isObject()).as("the answer is an object").isTrue();
    assertThat(chain.isArray()).as("the answer is an array").isTrue();
    assertThat(chain).isNotEmpty();
  }

  @Test
  @Clause("CON-05")
  @DisplayName("that belong to one that does not exist returns JSON within text, with status 500")
  void jsonWithinText(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/iserver/secdef/info?conid=999999999");

    assertThat(answer.status()).isEqualTo(500);
    String error = answer.json().path("error").asText();
    assertThat(RawGateway.json(error).isObject()).as(error).isTrue();
  }

  @Test
  @Clause("CON-06")
  @DisplayName("by a month that does not exist returns no strikes and no error")
  void noStrikes(GatewayUnderTest gateway) {
    gateway.raw().get("/iserver/secdef/search?symbol=SPY");

    RawGateway.Answer answer =
        gateway.raw().get("/iserver/secdef/strikes?conid=756733&sectype=OPT&month=JUN99");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("call").isArray()).as("call is an array").isTrue();
    assertThat(answer.json().path("call")).as("call").isEmpty();
    assertThat(answer.json().path("put")).as("put").isEmpty();
  }

  @Test
  @Clause("CON-07")
  @DisplayName("returns rules with other names for order types, and a member stopprice")
  void rulesHaveTheirOwnWords(GatewayUnderTest gateway) {
    JsonNode rules =
        gateway.raw().post("/iserver/contract/rules", "{'conid':756733,'isBuy':true}").json();

    assertThat(rules.path("orderTypes"))
        .extracting(JsonNode::asText)
        .contains("limit", "stop_limit");
    assertThat(rules.has("stopprice")).as("has a member stopprice").isTrue();
    assertThat(rules.has("limitPrice")).as("has a member limitPrice").isTrue();
  }

  @Test
  @Clause("CON-08")
  @DisplayName("returns definitions in an object, with the strike as text")
  void definitionsStandInAnObject(GatewayUnderTest gateway) {
    JsonNode answer = gateway.raw().get("/trsrv/secdef?conids=756733").json();

    assertThat(answer.path("secdef").isArray()).as("secdef is an array").isTrue();
    assertThat(answer.at("/secdef/0/strike").isTextual())
        .as("/secdef/0/strike is a string")
        .isTrue();
  }

  @Test
  @Clause("CON-09")
  @DisplayName("returns schedules for a symbol or a contract id, never both, and none for SMART")
  void schedulesOfVenues(GatewayUnderTest gateway) {
    String path = "/trsrv/secdef/schedule?assetClass=STK";

    RawGateway.Answer neither = gateway.raw().get(path);
    RawGateway.Answer both = gateway.raw().get(path + "&symbol=SPY&conid=756733");
    RawGateway.Answer smart = gateway.raw().get(path + "&symbol=AAPL&exchange=SMART");

    assertThat(neither.status()).isEqualTo(400);
    assertThat(both.status()).isEqualTo(400);
    assertThat(smart.status()).isEqualTo(200);
    assertThat(smart.text()).isEqualTo("[]");
  }

  @Test
  @Clause("CON-10")
  @DisplayName("returns futures in no order, with dates as numbers")
  void futuresAreNotSorted(GatewayUnderTest gateway) {
    JsonNode futures = gateway.raw().get("/trsrv/futures?symbols=ES").json().path("ES");

    assertThat(futures)
        .hasSizeGreaterThan(1)
        .allSatisfy(
            future ->
                assertThat(future.path("expirationDate").isNumber())
                    .as("expirationDate is a number")
                    .isTrue());
    assertThat(futures)
        .extracting(future -> future.path("expirationDate").asLong())
        .isNotEqualTo(
            futures.findValues("expirationDate").stream().map(JsonNode::asLong).sorted().toList());
  }

  @Test
  @Clause("ALG-01")
  @DisplayName("lists algorithms by name and id only")
  void algosHaveNoParametersUnlessAskedFor(GatewayUnderTest gateway) {
    JsonNode algos = gateway.raw().get("/iserver/contract/265598/algos").json().path("algos");

    assertThat(algos)
        .isNotEmpty()
        .allSatisfy(algo -> assertThat(algo.fieldNames()).toIterable().containsOnly("name", "id"));
  }

  @Test
  @Clause("ALG-02")
  @DisplayName("describes the requested algorithms with their parameters")
  void algosHaveParametersWhenAskedFor(GatewayUnderTest gateway) {
    JsonNode algos =
        gateway
            .raw()
            .get("/iserver/contract/265598/algos?algos=Adaptive;Vwap&addDescription=1&addParams=1")
            .json()
            .path("algos");

    assertThat(algos.findValuesAsText("id")).contains("Adaptive", "Vwap", "adaptivePriority");
    assertThat(algos)
        .hasSize(2)
        .allSatisfy(algo -> assertThat(algo.path("parameters")).as("parameters").isNotEmpty());
  }
}
