package io.github.cpapi.client.contract;

import static io.github.cpapi.client.ScriptedGateway.body;
import static io.github.cpapi.client.ScriptedGateway.json;
import static io.github.cpapi.client.ScriptedGateway.recorded;
import static io.github.cpapi.client.contract.Instrument.combo;
import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.forex;
import static io.github.cpapi.client.contract.Instrument.future;
import static io.github.cpapi.client.contract.Instrument.option;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.contract.Candidate.Property;
import io.github.cpapi.client.contract.Instrument.Leg;
import io.github.cpapi.client.transport.ErrorAnswerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The answers are recordings, combined if a test needs more than was published. */
@DisplayName("The contract desk, beyond stocks,")
class DerivativesTest {

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();

  /** By prefix of the target; the first match counts. */
  private final Map<String, MockResponse> answers = new LinkedHashMap<>();

  private ContractDesk desk;

  @BeforeEach
  void start() {
    server.answerEach(
        request ->
            answers.entrySet().stream()
                .filter(answer -> request.getTarget().startsWith("/v1/api" + answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> json(404, "{}")));
    desk = new ContractDesk(server.connect());
  }

  @Test
  @DisplayName("finds an option through search, strikes and contracts, in this order")
  void findsAnOption() throws Exception {
    underlyings("265598", "AAPL", "JAN24");
    strikes("185", "195.0");
    chain(row(667629330, "20240105", "AAPL"), row(2, "20240119", "AAPL"));

    ResolvedContract contract = desk.resolve(option("AAPL", "20240105").put("195"));

    assertThat(contract.conid()).isEqualTo(667629330);
    assertThat(contract.considered()).hasSize(2);
    assertThat(targets())
        .containsExactly(
            "/v1/api/iserver/secdef/search?symbol=AAPL",
            "/v1/api/iserver/secdef/strikes?conid=265598&sectype=OPT&month=JAN24&exchange=SMART",
            "/v1/api/iserver/secdef/info?conid=265598&sectype=OPT&month=JAN24&exchange=SMART"
                + "&strike=195&right=P");
  }

  @Test
  @DisplayName("does not guess between the expirations of a month")
  void doesNotGuessTheExpiry() {
    underlyings("265598", "AAPL", "JAN24");
    strikes("195");
    chain(row(1, "20240105", "AAPL"), row(2, "20240119", "AAPL"));

    AmbiguousContractException ambiguous = ambiguous(option("AAPL", "202401").put("195"));

    assertThat(ambiguous.differences())
        .isEqualTo(Map.of(Property.EXPIRY, List.of("20240105", "20240119")));
    assertThat(ambiguous.candidates()).extracting(Candidate::conid).containsExactly(1, 2);
    assertThat(ambiguous)
        .hasMessageContaining("they differ in {expiry=[20240105, 20240119]}")
        .hasMessageContaining("say the day of the expiry");
  }

  @Test
  @DisplayName("does not guess between trading classes, and finds a named one")
  void doesNotGuessTheClass() {
    underlyings("416904", "SPX", "JAN24");
    strikes("195");
    chain(row(1, "20240119", "SPX"), row(2, "20240119", "SPXW"));
    Instrument.Option put = option("SPX", "20240119").put("195");

    assertThat(ambiguous(put).differences())
        .isEqualTo(Map.of(Property.TRADING_CLASS, List.of("SPX", "SPXW")));
    assertThat(desk.resolve(put.tradingClass("SPXW")).conid()).isEqualTo(2);
  }

  @Test
  @DisplayName("does not match a contract if the gateway does not show the named property")
  void untoldDoesNotFit() {
    underlyings("756733", "SPY", "JAN27");
    strikes("15");
    answers.put("/iserver/secdef/info", json(200, body("contracts/option-short").toString()));
    Instrument.Option call = option("SPY", "20270115").call("15");

    assertThat(desk.resolve(call).conid()).isEqualTo(265598);
    assertThatThrownBy(() -> desk.resolve(call.currency("USD")))
        .isInstanceOf(NoContractException.class);
    assertThatThrownBy(() -> desk.resolve(call.multiplier("100")))
        .isInstanceOf(NoContractException.class);
  }

  @Test
  @DisplayName("says that a strike is not listed, and names the nearest")
  void unlistedStrike() {
    underlyings("265598", "AAPL", "JAN24");
    strikes("185", "195");

    assertThatThrownBy(() -> desk.resolve(option("AAPL", "20240105").put("190")))
        .isInstanceOf(NoContractException.class)
        .hasMessageContaining("this strike is not listed; the nearest are 185 and 195");
  }

  @Test
  @DisplayName("says that a month has no strikes, which the gateway does not call an error")
  void emptyStrikes() {
    underlyings("265598", "AAPL", "JAN24");
    strikes();

    assertThatThrownBy(() -> desk.resolve(option("AAPL", "20240105").put("190")))
        .hasMessageContaining("no strikes are listed for JAN24");
  }

  @Test
  @DisplayName("says that no underlying has options in the month on the route, and names them all")
  void monthNotOffered() {
    underlyings("265598", "AAPL", "JAN24");

    NoContractException none =
        catchThrowableOfType(
            NoContractException.class, () -> desk.resolve(option("AAPL", "20250117").put("190")));

    assertThat(none).hasMessageContaining("has options in JAN25 on this route");
    assertThat(none.candidates()).extracting(Candidate::exchange).contains("NASDAQ");
  }

  @Test
  @DisplayName("searches the underlyings as they were recorded, and only those on the route")
  void recordedSearch() throws Exception {
    answers.put("/iserver/secdef/search", recorded("contracts/search-aapl"));
    strikes("195");
    chain(row(1, "20270115", "AAPL"));

    desk.resolve(option("AAPL", "20270115").put("195"));

    assertThat(targets()).filteredOn(target -> target.contains("/strikes")).hasSize(1);
  }

  @Test
  @DisplayName("says that a symbol does not exist")
  void unknownUnderlying() {
    answers.put("/iserver/secdef/search", recorded("contracts/search-nothing"));

    assertThatThrownBy(() -> desk.resolve(option("ZZZZNOTREAL", "20240105").put("190")))
        .isInstanceOf(NoContractException.class)
        .hasMessageContaining("no underlying has this symbol");
  }

  @Test
  @DisplayName(
      "distinguishes a missing contract from a server error, although both have status 500")
  void noneOrTrouble() {
    underlyings("265598", "AAPL", "JAN24");
    strikes("195");
    Instrument.Option put = option("AAPL", "20240105").put("195");

    answers.put("/iserver/secdef/info", json(500, "{\"error\":\"No Contracts retrieved \"}"));
    assertThatThrownBy(() -> desk.resolve(put))
        .isInstanceOf(NoContractException.class)
        .hasMessageContaining("the strike is listed, but no contract has it");

    answers.put("/iserver/secdef/info", recorded("contracts/derivatives-unknown-500"));
    assertThatThrownBy(() -> desk.resolve(put)).isInstanceOf(ErrorAnswerException.class);
  }

  @Test
  @DisplayName("finds a future by its expiration or its last trading day, which may differ")
  void findsAFutureByDay() {
    answers.put("/trsrv/futures", recorded("contracts/futures-es"));
    info(515416632, "202612", "50");

    assertThat(desk.resolve(future("ES", "20261218", "CME")).conid()).isEqualTo(515416632);
    assertThat(desk.resolve(future("ES", "20261217", "CME")).conid()).isEqualTo(515416632);
  }

  @Test
  @DisplayName("finds a future by its contract month, not by the month in which it expires")
  void findsAFutureByContractMonth() {
    answers.put("/trsrv/futures", futures("CL", 1, 20261221, 2, 20270120));
    info(1, "202701", "1000");
    info(2, "202702", "1000");

    assertThat(desk.resolve(future("CL", "202701", "NYMEX")).conid()).isEqualTo(1);
    assertThatThrownBy(() -> desk.resolve(future("CL", "202612", "NYMEX")))
        .isInstanceOf(NoContractException.class)
        .hasMessageContaining("contract month 202701");
  }

  @Test
  @DisplayName("does not guess between multipliers of a future, and finds a named one")
  void doesNotGuessTheMultiplier() {
    answers.put("/trsrv/futures", futures("SI", 1, 20261229, 2, 20261229));
    info(1, "202612", "5000");
    info(2, "202612", "1000");
    Instrument.Future silver = future("SI", "202612", "COMEX");

    assertThat(ambiguous(silver).differences())
        .isEqualTo(Map.of(Property.MULTIPLIER, List.of("5000", "1000")));
    assertThat(desk.resolve(silver.multiplier("1000")).conid()).isEqualTo(2);
  }

  @Test
  @DisplayName("does not match a future whose description has another exchange")
  void futureAtAnotherExchange() {
    answers.put("/trsrv/futures", recorded("contracts/futures-es"));
    infoAt("EUREX", 515416632, "202612", "50");

    assertThatThrownBy(() -> desk.resolve(future("ES", "20261218", "CME")))
        .isInstanceOf(NoContractException.class);
  }

  @Test
  @DisplayName("says that a future's symbol does not exist")
  void unknownFuture() {
    answers.put("/trsrv/futures", json(200, "{}"));

    assertThatThrownBy(() -> desk.resolve(future("NONE", "202612", "CME")))
        .hasMessageContaining("no future has this symbol there");
  }

  @Test
  @DisplayName("finds a pair of currencies under either of them")
  void findsAPair() {
    answers.put("/iserver/currency/pairs?currency=USD", recorded("contracts/currency-pairs-usd"));
    answers.put("/iserver/currency/pairs", json(200, "{}"));

    assertThat(desk.resolve(forex("usd.sgd")).conid()).isEqualTo(37928772);
  }

  @Test
  @DisplayName("does not swap the currencies of a pair, which would swap buying and selling")
  void doesNotTurnAPair() {
    answers.put("/iserver/currency/pairs?currency=USD", recorded("contracts/currency-pairs-usd"));
    answers.put("/iserver/currency/pairs", json(200, "{}"));

    assertThatThrownBy(() -> desk.resolve(forex("SGD.USD")))
        .isInstanceOf(NoContractException.class)
        .hasMessageContaining("the pair is listed as USD.SGD; to buy one is to sell the other");
    assertThatThrownBy(() -> desk.resolve(forex("USD.XXX")))
        .hasMessageContaining("no pair of these currencies is listed");
  }

  @Test
  @DisplayName("writes the legs of a combo behind the id of its currency")
  void combos() {
    Leg buy = Leg.buy(1, conid(497222760));
    Leg sell = Leg.sell(2, conid(495512552));

    ResolvedContract usd = desk.resolve(combo(buy, sell));
    ResolvedContract gbp = desk.resolve(combo("GBP", "LSE", buy, sell));

    assertThat(usd.conidex()).isEqualTo("28812380;;;497222760/1,495512552/-2");
    assertThat(usd.conid()).isEqualTo(28812380);
    assertThat(gbp.conidex()).isEqualTo("58666491@LSE;;;497222760/1,495512552/-2");
    assertThat(combo(buy, sell).reversed().legs())
        .containsExactly(Leg.sell(1, conid(497222760)), Leg.buy(2, conid(495512552)));
  }

  @Test
  @DisplayName("resolves the legs of a combo, and refuses a contract twice")
  void legsAreResolved() {
    answers.put("/trsrv/futures", recorded("contracts/futures-es"));
    info(515416632, "202612", "50");
    Leg december = Leg.buy(1, future("ES", "20261218", "CME"));

    assertThat(desk.resolve(combo(december, Leg.sell(1, conid(2)))).conidex())
        .isEqualTo("28812380;;;515416632/1,2/-1");
    assertThatThrownBy(() -> desk.resolve(combo(december, Leg.sell(1, conid(515416632)))))
        .hasMessage("legs: expected another contract in each, but got conid 515416632 twice");
    assertThatThrownBy(() -> combo(december, december))
        .hasMessageStartingWith("legs: expected another contract in each");
  }

  @Test
  @DisplayName("refuses impossible values without a call")
  void wrongInstruments() {
    assertThatThrownBy(() -> option("AAPL", "20240230"))
        .hasMessage(
            "expiry: expected a day such as 20270115 or a month such as 202701, but got '20240230'");
    assertThatThrownBy(() -> future("ES", "DEC26", "CME")).hasMessageStartingWith("expiry: ");
    assertThatThrownBy(() -> option("AAPL", "202401").call("-1")).hasMessageStartingWith("strike:");
    assertThatThrownBy(() -> forex("EURUSD"))
        .hasMessage("pair: expected two currencies such as EUR.USD, but got 'EURUSD'");
    assertThatThrownBy(() -> forex("USD.USD")).hasMessageContaining("two currencies that differ");
    assertThatThrownBy(() -> Leg.buy(0, conid(1)))
        .hasMessage("ratio: expected 1 or more, but got 0");
    assertThatThrownBy(() -> Leg.sell(-1, conid(1))).hasMessageStartingWith("ratio: expected");
    assertThatThrownBy(() -> combo("EUR", "EUREX", Leg.buy(1, conid(1)), Leg.sell(1, conid(2))))
        .hasMessageStartingWith("currency: IBKR lists combos in AUD, CAD, CHF, CNH, GBP,");
  }

  private AmbiguousContractException ambiguous(Instrument instrument) {
    AmbiguousContractException ambiguous =
        catchThrowableOfType(AmbiguousContractException.class, () -> desk.resolve(instrument));
    assertThat(ambiguous.instrument()).isEqualTo(instrument);
    return ambiguous;
  }

  private void underlyings(String conid, String symbol, String month) {
    JsonNode recorded = body("contracts/search-aapl");
    ObjectNode underlying = recorded.get(0).deepCopy();
    underlying.put("conid", conid).put("symbol", symbol);
    for (JsonNode section : underlying.path("sections")) {
      if (section.path("secType").asText().equals("OPT")) {
        ((ObjectNode) section).put("months", month);
      }
    }
    answers.put("/iserver/secdef/search", json(200, "[" + underlying + "]"));
  }

  private void strikes(String... strikes) {
    String list = "[" + String.join(",", strikes) + "]";
    answers.put(
        "/iserver/secdef/strikes", json(200, "{\"call\":" + list + ",\"put\":" + list + "}"));
  }

  private void chain(ObjectNode... rows) {
    ArrayNode chain = JsonNodeFactory.instance.arrayNode().addAll(List.of(rows));
    answers.put("/iserver/secdef/info", json(200, chain.toString()));
  }

  private static ObjectNode row(long conid, String expiry, String tradingClass) {
    ObjectNode row = body("contracts/option").get(0).deepCopy();
    return row.put("conid", conid).put("maturityDate", expiry).put("tradingClass", tradingClass);
  }

  private static MockResponse futures(
      String symbol, long conid, long expires, long otherConid, long otherExpires) {
    String row = "{\"symbol\":\"%s\",\"conid\":%d,\"expirationDate\":%d}";
    return json(
        200,
        "{\"%s\":[%s,%s]}"
            .formatted(
                symbol,
                row.formatted(symbol, conid, expires),
                row.formatted(symbol, otherConid, otherExpires)));
  }

  private void info(long conid, String month, String multiplier) {
    infoAt(null, conid, month, multiplier);
  }

  private void infoAt(String exchange, long conid, String month, String multiplier) {
    ObjectNode info = body("contracts/info-aapl").deepCopy();
    info.put("con_id", conid).put("instrument_type", "FUT").put("contract_month", month);
    info.put("multiplier", multiplier).remove(List.of("exchange", "valid_exchanges"));
    if (exchange != null) {
      info.put("exchange", exchange).put("valid_exchanges", exchange);
    }
    answers.put("/iserver/contract/" + conid + "/info", json(200, info.toString()));
  }

  private List<String> targets() throws InterruptedException {
    List<String> targets = new ArrayList<>();
    for (int i = server.getRequestCount(); i > 0; i--) {
      targets.add(server.takeRequest().getTarget());
    }
    return targets;
  }
}
