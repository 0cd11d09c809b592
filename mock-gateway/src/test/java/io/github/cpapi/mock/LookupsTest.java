package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.ticket.Contract;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The mock looks up")
@ExtendWith(OwnAccount.class)
class LookupsTest {

  private static final Scenario FRESH = Scenario.named(Scenario.FRESH_PAPER_ACCOUNT);

  private static final List<String> STOCKS = FRESH.tradable().get("STK");

  @Nested
  @DisplayName("contracts")
  class Contracts {

    @Test
    @DisplayName("by several symbols at once, with an empty list for an unknown one")
    void stocks(Caller caller) {
      Exchange answer = caller.get("/trsrv/stocks?symbols=AAPL,MSFT,NOPE");

      assertThat(answer.json().at("/AAPL/0/contracts/0/conid").asInt()).isEqualTo(265598);
      assertThat(answer.json().path("MSFT")).isNotEmpty();
      assertThat(answer.json().path("NOPE").isArray()).isTrue();
      assertThat(answer.json().path("NOPE")).isEmpty();
      assertThat(answer.recording()).isEqualTo("contracts/stocks-aapl, contracts/stocks-eleven");
      assertThat(answer.why())
          .isEqualTo(
              "the scenario fresh-paper-account has no STK called NOPE; it has "
                  + String.join(", ", STOCKS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trsrv/stocks", "/trsrv/futures?symbols="})
    @DisplayName("only with a symbol: a call without one is a marked 501")
    void noSymbols(String path, Caller caller) {
      assertThat(caller.get(path).status()).isEqualTo(501);
      assertThat(caller.get(path).why()).contains("a call without symbols");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAPL", "IBM", "SAP"})
    @DisplayName("by search for a symbol")
    void search(String symbol, Caller caller) {
      JsonNode rows = caller.get("/iserver/secdef/search?symbol=" + symbol).json();

      assertThat(rows.at("/0/symbol").asText()).isEqualTo(symbol);
    }

    @Test
    @DisplayName("by search and by list with the conids of the scenario")
    void agree(Caller caller) {
      assertThat(FRESH.contracts()).isNotEmpty();
      Map<String, JsonNode> found = new HashMap<>();
      for (Contract contract : FRESH.contracts().values()) {
        JsonNode rows =
            found.computeIfAbsent(
                contract.symbol(),
                symbol -> caller.get("/iserver/secdef/search?symbol=" + symbol).json());
        String row =
            contract.secType().equals("STK") || contract.secType().equals("CASH")
                ? String.valueOf(contract.conid())
                : underlying(contract, rows);

        assertThat(rows)
            .as(contract.toString())
            .extracting(match -> match.path("conid").asText())
            .contains(row);
        if (contract.secType().equals("STK")) {
          assertThat(
                  caller
                      .get("/trsrv/stocks?symbols=" + contract.symbol())
                      .json()
                      .findValues("conid"))
              .extracting(JsonNode::asLong)
              .contains(contract.conid());
        }
      }
    }

    /** The expiry of one future is not known; it has the underlying of the others. */
    private static String underlying(Contract contract, JsonNode rows) {
      return contract.derivative() == null
          ? rows.at("/0/conid").asText()
          : String.valueOf(contract.derivative().underlying());
    }

    @Test
    @DisplayName("by search, with constructed rows before the row for bonds")
    void bondsLast(Caller caller) {
      Exchange answer = caller.get("/iserver/secdef/search?symbol=IBM");

      assertThat(answer.json())
          .extracting(row -> row.path("conid").asText())
          .startsWith("8314", "41645598", "1411277")
          .endsWith("2147483647");
      assertThat(answer.why()).contains("3 of 6 rows are constructed");
    }

    @Test
    @DisplayName("by search and by list only if the scenario has them")
    void ofTheScenario() {
      try (MockGateway own =
          MockGateway.start(
              MockGatewayOptions.defaults()
                  .http()
                  .scenario(
                      Scenario.written(
                          "mine",
                          """
                          description: Two contracts.
                          extends: no-questions
                          contracts:
                            - {conid: 8314, symbol: IBM, secType: STK, listing: NYSE, company: INTL BUSINESS MACHINES CORP, currency: USD, referencePrice: 142.50, tick: 0.01, multiplier: 1, marketData: false}
                            - {conid: 7, symbol: MINE, secType: STK, listing: NASDAQ.NMS, company: MINE INC, currency: USD, referencePrice: 1, tick: 0.01, multiplier: 1, marketData: false}
                          """)))) {
        Caller caller = new Caller(HttpClient.newHttpClient(), own.baseUrl(), "DU1234567");

        Exchange ibm = caller.get("/iserver/secdef/search?symbol=IBM");
        Exchange mine = caller.get("/iserver/secdef/search?symbol=MINE");
        JsonNode stocks = caller.get("/trsrv/stocks?symbols=IBM,MINE,AAPL").json();

        assertThat(ibm.json())
            .extracting(row -> row.path("conid").asText())
            .containsExactly("8314", "2147483647");
        assertThat(ibm.why()).contains("1 recorded ones are left out");
        assertThat(mine.json().at("/0/companyHeader").asText()).isEqualTo("MINE INC - NASDAQ");
        assertThat(mine.recording()).isEqualTo("contracts/search-constructed");
        assertThat(caller.get("/iserver/secdef/search?symbol=AAPL").json().path("error").asText())
            .isEqualTo("No symbol found");
        assertThat(stocks.findValues("conid")).extracting(JsonNode::asInt).containsExactly(8314, 7);
        assertThat(caller.get("/iserver/contract/265598/info").status()).isEqualTo(400);
      }
    }

    @Test
    @DisplayName("by a search that finds nothing, which is an error under status 200 (Q71)")
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
    @DisplayName("by an unknown conid, which is refused with 400 and without a body")
    void infoUnknown(Caller caller) {
      Exchange answer = caller.get("/iserver/contract/999999999/info");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Nested
  @DisplayName("details of a contract")
  class Details {

    @ParameterizedTest
    @ValueSource(strings = {"117902840", "649180671", "12087792", "667629330"})
    @DisplayName("that only the scenario has, marked as constructed")
    void constructed(String conid, Caller caller) {
      Exchange info = caller.get("/iserver/contract/" + conid + "/info");
      Exchange both = caller.get("/iserver/contract/" + conid + "/info-and-rules?isBuy=true");

      assertThat(info.json().path("con_id").asText()).isEqualTo(conid);
      assertThat(info.why()).contains("constructed from the scenario");
      assertThat(both.json().at("/rules/increment").isNumber()).isTrue();
    }

    @Test
    @DisplayName("with its rules, which spell stopprice with a small p (Q74)")
    void rules(Caller caller) {
      Exchange rules = caller.post("/iserver/contract/rules", "{\"conid\":756733,\"isBuy\":true}");

      assertThat(rules.recording()).isEqualTo("contracts/rules-spy");
      assertThat(rules.json().has("stopprice")).isTrue();
    }

    @Test
    @DisplayName("by an unknown conid, which is refused with 400 and without a body")
    void unknown(Caller caller) {
      Exchange rules = caller.post("/iserver/contract/rules", "{\"conid\":0,\"isBuy\":true}");
      Exchange both = caller.get("/iserver/contract/999999999/info-and-rules");

      assertThat(rules.status()).isEqualTo(400);
      assertThat(both.status()).isEqualTo(400);
      assertThat(rules.body() + both.body()).isEmpty();
    }

    @Test
    @DisplayName("as definitions, leaving out what does not exist (Q75)")
    void definitions(Caller caller) {
      Exchange answer = caller.get("/trsrv/secdef?conids=756733,649180671,999999999");

      assertThat(answer.json().path("secdef"))
          .extracting(row -> row.path("conid").asLong())
          .containsExactly(756733L, 649180671L);
      assertThat(answer.json().at("/secdef/0/strike").isTextual()).isTrue();
      assertThat(answer.why()).contains("999999999 does not exist here and is left out");
    }
  }

  @Nested
  @DisplayName("chains")
  class Chains {

    @Test
    @DisplayName("of futures, with dates as numbers and not sorted (Q77)")
    void futures(Caller caller) {
      JsonNode futures = caller.get("/trsrv/futures?symbols=ES,MES,NOPE").json();

      assertThat(futures.at("/ES/0/expirationDate").asInt())
          .isGreaterThan(futures.at("/ES/1/expirationDate").asInt());
      assertThat(futures.path("MES")).hasSize(2);
      assertThat(futures.path("NOPE")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES", "MES"})
    @DisplayName("of futures, which are consistent by list, by search, by month and by conid")
    void futuresAgree(String symbol, Caller caller) {
      JsonNode listed = caller.get("/trsrv/futures?symbols=" + symbol).json().path(symbol);
      JsonNode found = caller.get("/iserver/secdef/search?symbol=" + symbol).json();
      JsonNode underlying = found.get(0);
      String months = underlying.at("/sections/1/months").asText();

      assertThat(found).hasSize(1);
      assertThat(months.split(";")).hasSameSizeAs(listed);
      for (String month : months.split(";")) {
        JsonNode future =
            caller
                .get(
                    "/iserver/secdef/info?sectype=FUT&conid=%s&month=%s"
                        .formatted(underlying.path("conid").asText(), month))
                .json()
                .get(0);
        JsonNode info =
            caller.get("/iserver/contract/" + future.path("conid").asText() + "/info").json();
        assertThat(listed)
            .filteredOn(row -> row.path("conid").equals(future.path("conid")))
            .singleElement()
            .satisfies(
                row ->
                    assertThat(row.path("expirationDate").asText())
                        .isEqualTo(future.path("maturityDate").asText()));
        assertThat(info.path("expiry_full")).isEqualTo(future.path("maturityDate"));
        assertThat(info.path("contract_month").asText())
            .isEqualTo(future.path("maturityDate").asText().substring(0, 6));
        assertThat(info.path("underlying_con_id").asText())
            .isEqualTo(underlying.path("conid").asText());
      }
    }

    @Test
    @DisplayName("of strikes, only after a search for the underlying (Q72)")
    void strikes() {
      try (MockGateway own = MockGateway.start(MockGatewayOptions.defaults().http())) {
        Caller caller = new Caller(HttpClient.newHttpClient(), own.baseUrl(), "DU1234567");
        String strikes = "/iserver/secdef/strikes?conid=756733&sectype=OPT&month=";

        Exchange before = caller.get(strikes + "JUN26");
        caller.get("/iserver/secdef/search?symbol=SPY");

        assertThat(before.json().path("call")).isEmpty();
        assertThat(before.why()).contains("for the underlying first (Q72)");
        assertThat(caller.get(strikes + "JUN26").json().path("call")).hasSizeGreaterThan(5);
        assertThat(caller.get(strikes + "JUN99").json().path("put")).isEmpty();
      }
    }

    @Test
    @DisplayName("of options as an array, and a stock as an object (Q69)")
    void derivatives(Caller caller) {
      Exchange option =
          caller.get(
              "/iserver/secdef/info?conid=265598&sectype=OPT&month=JAN24&strike=195&right=P");
      Exchange future = caller.get("/iserver/secdef/info?conid=11004968&sectype=FUT&month=SEP26");
      Exchange stock = caller.get("/iserver/secdef/info?conid=8314");

      assertThat(option.json().at("/0/conid").asLong()).isEqualTo(667629330);
      assertThat(future.json().at("/0/conid").asLong()).isEqualTo(649180671);
      assertThat(stock.json().path("ticker").asText()).isEqualTo("IBM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sectype=OPT&strike=195.0", "secType=OPT&strike=195"})
    @DisplayName("of options with a strike of 195.0 and with secType for sectype")
    void spellings(String spelling, Caller caller) {
      Exchange option =
          caller.get("/iserver/secdef/info?conid=265598&month=JAN24&right=P&" + spelling);

      assertThat(option.json().at("/0/conid").asLong()).isEqualTo(667629330);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "conid=756733&sectype=OPT&month=202701&strike=500&right=C, 400, contracts/derivatives-bad-month-400",
      "conid=999999999,                                           500, contracts/derivatives-unknown-500",
      "conid=265598&sectype=OPT&month=JAN24&strike=1&right=C,     500, contracts/derivatives-none-500"
    })
    @DisplayName("with a wrong month, conid or strike, which is refused as recorded (Q70)")
    void refused(String query, int status, String recording, Caller caller) {
      Exchange refused = caller.get("/iserver/secdef/info?" + query);

      assertThat(refused.status()).isEqualTo(status);
      assertThat(refused.recording()).isEqualTo(recording);
    }

    @Test
    @DisplayName("by a search with POST, also for a company's name")
    void searchByPost(Caller caller) {
      Exchange bySymbol = caller.post("/iserver/secdef/search", "{\"symbol\":\"AAPL\"}");
      Exchange byName =
          caller.post(
              "/iserver/secdef/search",
              "{\"symbol\":\"Interactive Brokers\",\"name\":true,\"secType\":\"STK\"}");

      assertThat(bySymbol.json().at("/0/conid").asText()).isEqualTo("265598");
      assertThat(byName.json().at("/0/symbol").asText()).isEqualTo("IBKR");
    }
  }

  @Nested
  @DisplayName("schedules and currencies")
  class SchedulesAndCurrencies {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "assetClass=STK,                            400, contracts/venue-schedules-neither-400",
      "assetClass=STK&symbol=SPY&conid=756733,    400, contracts/venue-schedules-both-400",
      "assetClass=STK&symbol=AAPL&exchange=SMART, 200, contracts/venue-schedules-smart",
      "assetClass=STK&symbol=IBM&exchange=NYSE,   200, contracts/venue-schedules-ibm"
    })
    @DisplayName("of venues, only for exactly one of symbol and conid (Q76)")
    void venues(String query, int status, String recording, Caller caller) {
      Exchange answer = caller.get("/trsrv/secdef/schedule?" + query);

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.recording()).isEqualTo(recording);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "/contract/trading-schedule?conid=649180671,                       contracts/trading-schedule",
      "/iserver/currency/pairs?currency=USD,                             contracts/currency-pairs-usd",
      "/iserver/exchangerate?target=EUR&source=USD,                      contracts/exchange-rate",
      "/iserver/secdef/bond-filters?symbol=BOND&issuerId=e1400715,       contracts/bond-filters",
      "/trsrv/all-conids?exchange=NASDAQ,                                contracts/all-conids-nasdaq"
    })
    @DisplayName("as published")
    void published(String path, String recording, Caller caller) {
      assertThat(caller.get(path).recording()).isEqualTo(recording);
    }

    @Test
    @DisplayName("as pairs of the scenario for a currency other than USD")
    void pairsOfTheScenario(Caller caller) {
      Exchange answer = caller.get("/iserver/currency/pairs?currency=EUR");

      assertThat(answer.json().at("/EUR/0/symbol").asText()).isEqualTo("EUR.USD");
      assertThat(answer.json().at("/EUR/0/conid").asLong()).isEqualTo(12087792);
      assertThat(answer.json().at("/EUR/0/ccyPair").asText()).isEqualTo("USD");
      assertThat(answer.why()).contains("the scenario's");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/contract/trading-schedule?conid=1",
          "/iserver/currency/pairs?currency=JPY",
          "/iserver/exchangerate?target=USD&source=EUR",
          "/iserver/secdef/bond-filters?symbol=BOND&issuerId=e1",
          "/trsrv/all-conids?exchange=NYSE",
          "/trsrv/secdef/schedule?assetClass=STK&symbol=SPY"
        })
    @DisplayName(
        "with a marked 501 for any that are not published; the header lists the published ones")
    void unpublished(String path, Caller caller) {
      Exchange answer = caller.get(path);

      assertThat(answer.status()).isEqualTo(501);
      assertThat(answer.why()).matches(".*(published|recorded)");
    }
  }

  @Nested
  @DisplayName("algorithms")
  class Algos {

    @Test
    @DisplayName("with only name and id by default (Q67)")
    void names(Caller caller) {
      Exchange answer = caller.get("/iserver/contract/8314/algos");

      assertThat(answer.json().path("algos")).hasSizeGreaterThan(5);
      assertThat(answer.json().at("/algos/0").properties()).hasSize(2);
      assertThat(answer.why()).contains("recorded for conid 265598");
    }

    @Test
    @DisplayName("by id, with their parameters on request")
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
    @DisplayName("and name unknown ids and unrecorded parameters in the header")
    void gaps(Caller caller) {
      Exchange answer =
          caller.get("/iserver/contract/265598/algos?algos=adaptive;Twap&addParams=1");

      assertThat(answer.json().path("algos")).hasSize(1);
      assertThat(answer.why())
          .contains("unknown algorithm adaptive; names are case-sensitive")
          .contains("the parameters of Twap are not recorded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "AAPL"})
    @DisplayName("of an unknown contract with 503 (Q68)")
    void unknownContract(String conid, Caller caller) {
      assertThat(caller.get("/iserver/contract/" + conid + "/algos").status()).isEqualTo(503);
    }
  }
}
