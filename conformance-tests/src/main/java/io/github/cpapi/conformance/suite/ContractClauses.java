package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.conformance.Shows;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How contracts and their algorithms are found. */
@DisplayName("Finding contracts")
@ExtendWith(GatewayExtension.class)
final class ContractClauses {

  @Test
  @Shows("CON-01")
  @DisplayName("by symbol lists every company that uses it, without a currency")
  void aSymbolHasSeveralCompanies(GatewayUnderTest gateway) {
    JsonNode companies = gateway.raw().get("/trsrv/stocks?symbols=AAPL").json().path("AAPL");

    assertThat(companies).hasSizeGreaterThan(1);
    assertThat(companies.findValuesAsText("conid")).contains("265598");
    assertThat(companies.findValue("currency")).isNull();
  }

  @Test
  @Shows("CON-02")
  @DisplayName("by id tells the currency, in snake case")
  void theDescriptionTellsTheCurrency(GatewayUnderTest gateway) {
    JsonNode info = gateway.raw().get("/iserver/contract/265598/info").json();

    assertThat(info.path("con_id").asLong()).isEqualTo(265598);
    assertThat(info.path("currency").asText()).isEqualTo("USD");
  }

  @Test
  @Shows("CON-03")
  @DisplayName("by a symbol that does not exist brings an error under status 200")
  void nothingIsAnError(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/iserver/secdef/search?symbol=ZZZZNOTREAL");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("error").asText()).isNotBlank();
  }

  @Test
  @Shows("ALG-01")
  @DisplayName("lists algorithms by name and id alone")
  void algosHaveNoParametersUnlessAskedFor(GatewayUnderTest gateway) {
    JsonNode algos = gateway.raw().get("/iserver/contract/265598/algos").json().path("algos");

    assertThat(algos)
        .isNotEmpty()
        .allSatisfy(algo -> assertThat(algo.fieldNames()).toIterable().containsOnly("name", "id"));
  }

  @Test
  @Shows("ALG-02")
  @DisplayName("describes the algorithms asked for with their parameters")
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
        .allSatisfy(algo -> assertThat(algo.path("parameters")).isNotEmpty());
  }
}
