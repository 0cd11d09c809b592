package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The mock looks up")
@ExtendWith(OwnAccount.class)
class LookupsTest {

  @Nested
  @DisplayName("contracts")
  class Contracts {

    @Test
    @DisplayName("by several symbols at once, with an empty list for one that is not recorded")
    void stocks(Caller caller) {
      Exchange answer = caller.get("/trsrv/stocks?symbols=AAPL,MSFT,NOPE");

      assertThat(answer.json().at("/AAPL/0/contracts/0/conid").asInt()).isEqualTo(265598);
      assertThat(answer.json().path("MSFT")).isNotEmpty();
      assertThat(answer.json().path("NOPE").isArray()).isTrue();
      assertThat(answer.json().path("NOPE")).isEmpty();
      assertThat(answer.recording()).isEqualTo("contracts/stocks-aapl, contracts/stocks-eleven");
      assertThat(answer.why()).startsWith("NOPE is not recorded here; recorded are AAPL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAPL", "IBM", "SAP"})
    @DisplayName("by search")
    void search(String symbol, Caller caller) {
      JsonNode rows = caller.get("/iserver/secdef/search?symbol=" + symbol).json();

      assertThat(rows.at("/0/symbol").asText()).isEqualTo(symbol);
    }

    @Test
    @DisplayName("in vain, and say so under status 200 (Q71)")
    void searchNothing(Caller caller) {
      Exchange answer = caller.get("/iserver/secdef/search?symbol=NOPE");

      assertThat(answer.json().path("error").asText()).isEqualTo("No symbol found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"265598", "8314"})
    @DisplayName("by conid, with their currency")
    void info(String conid, Caller caller) {
      JsonNode info = caller.get("/iserver/contract/" + conid + "/info").json();

      assertThat(info.path("con_id").asText()).isEqualTo(conid);
      assertThat(info.path("currency").asText()).isEqualTo("USD");
    }

    @Test
    @DisplayName("by an unknown conid, and refuse it without a body")
    void infoUnknown(Caller caller) {
      Exchange answer = caller.get("/iserver/contract/999999999/info");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Nested
  @DisplayName("algorithms")
  class Algos {

    @Test
    @DisplayName("by name and id alone (Q67)")
    void names(Caller caller) {
      Exchange answer = caller.get("/iserver/contract/8314/algos");

      assertThat(answer.json().path("algos")).hasSizeGreaterThan(5);
      assertThat(answer.json().at("/algos/0").properties()).hasSize(2);
      assertThat(answer.why()).contains("recorded for conid 265598");
    }

    @Test
    @DisplayName("those asked for, with their parameters")
    void parameters(Caller caller) {
      JsonNode algos =
          caller
              .get(
                  "/iserver/contract/265598/algos?algos=Adaptive;Vwap&addDescription=1&addParams=1")
              .json()
              .path("algos");

      assertThat(algos)
          .extracting(algo -> algo.path("id").asText())
          .containsExactly("Adaptive", "Vwap");
      assertThat(algos.at("/0/parameters/0/id").asText()).isEqualTo("adaptivePriority");
      assertThat(algos.at("/1/parameters")).isNotEmpty();
    }

    @Test
    @DisplayName("and say which ids are unknown and which parameters are not recorded")
    void gaps(Caller caller) {
      Exchange answer =
          caller.get("/iserver/contract/265598/algos?algos=adaptive;Twap&addParams=1");

      assertThat(answer.json().path("algos")).hasSize(1);
      assertThat(answer.why())
          .contains("no algorithm has the id adaptive, case counts")
          .contains("the parameters of Twap are not recorded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "AAPL"})
    @DisplayName("of an unknown contract, and are not available (Q68)")
    void unknownContract(String conid, Caller caller) {
      assertThat(caller.get("/iserver/contract/" + conid + "/algos").status()).isEqualTo(503);
    }
  }
}
