package io.github.cpapi.client.ticket;

import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.forex;
import static io.github.cpapi.client.contract.Instrument.future;
import static io.github.cpapi.client.contract.Instrument.futureOption;
import static io.github.cpapi.client.contract.Instrument.option;
import static io.github.cpapi.client.contract.Instrument.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.contract.Instrument;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An order with the fields of TWS")
class TwsOrderTest {

  static Stream<Arguments> instruments() {
    return Stream.of(
        arguments(
            tws().secType("STK").symbol("AAPL").currency("USD").primaryExchange("NASDAQ"),
            stock("AAPL").smart("USD").primary("NASDAQ")),
        arguments(
            tws()
                .secType("OPT")
                .symbol("SPX")
                .lastTradeDateOrContractMonth("20270115")
                .strike("6000")
                .right("CALL")
                .currency("USD")
                .tradingClass("SPXW")
                .multiplier("100"),
            option("SPX", "20270115")
                .call("6000")
                .currency("USD")
                .tradingClass("SPXW")
                .multiplier("100")),
        arguments(
            tws()
                .secType("FOP")
                .symbol("ES")
                .lastTradeDateOrContractMonth("202612")
                .strike("6000")
                .right("P")
                .exchange("CME"),
            futureOption("ES", "202612", "CME").put("6000")),
        arguments(
            tws()
                .secType("FUT")
                .symbol("ES")
                .lastTradeDateOrContractMonth("202612")
                .exchange("CME")
                .currency("USD")
                .multiplier("50"),
            future("ES", "202612", "CME").currency("USD").multiplier("50")),
        arguments(
            tws().secType("CASH").symbol("EUR").currency("USD").exchange("IDEALPRO"),
            forex("EUR.USD")),
        arguments(tws().conId(265598).exchange("SMART"), conid(265598)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("instruments")
  @DisplayName("names its instrument")
  void instrument(TwsOrder order, Instrument expected) {
    Ticket ticket = order.action("BUY").totalQuantity("1").orderType("MKT").build();

    assertThat(ticket.instrument()).isEqualTo(expected);
  }

  static Stream<Arguments> types() {
    return Stream.of(
        arguments("MKT", onAapl("BUY").orderType("MKT").orderRef("market-1")),
        arguments("LMT", onAapl("BUY").orderType("LMT").lmtPrice("185.5").orderRef("limit-1")),
        arguments(
            "STP", onAapl("SELL").orderType("STP").auxPrice("178").tif("GTC").orderRef("stop-1")),
        arguments(
            "STOP_LIMIT",
            onAapl("SELL")
                .orderType("STP LMT")
                .lmtPrice("177.5")
                .auxPrice("178")
                .tif("GTC")
                .orderRef("stop-limit-1")),
        arguments(
            "MIDPRICE", onAapl("BUY").orderType("MIDPRICE").lmtPrice("186").orderRef("midprice-1")),
        arguments(
            "TRAIL",
            onAapl("SELL").orderType("TRAIL").auxPrice("5").tif("GTC").orderRef("trail-1")),
        arguments(
            "TRAILLMT",
            onAapl("BUY")
                .totalQuantity("100")
                .orderType("TRAIL LIMIT")
                .auxPrice("1")
                .trailStopPrice("183")
                .lmtPrice("185.5")
                .tif("GTC")
                .orderRef("trail-limit-1")),
        arguments(
            "LOC", onAapl("SELL").orderType("LOC").lmtPrice("185.5").orderRef("limit-on-close-1")),
        arguments("MOC", onAapl("SELL").orderType("MOC").orderRef("market-on-close-1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("types")
  @DisplayName("is sent as the contract's guide to its type shows it")
  void type(String type, TwsOrder order) {
    JsonNode sent = WireForm.of(List.of(order.build()));

    assertThat(sent).isEqualTo(WireForm.ofType(type));
  }

  @Test
  @DisplayName("translates algo, percent, cash, routes and switches")
  void otherTerms() {
    assertThat(
            WireForm.of(
                tws()
                    .conId(8314)
                    .exchange("NYSE")
                    .action("BUY")
                    .totalQuantity("1")
                    .orderType("LMT")
                    .lmtPrice("142")
                    .outsideRth(true)
                    .allOrNone(true)
                    .manualOrderIndicator(false)
                    .usePriceMgmtAlgo(true)
                    .algoStrategy("Adaptive")
                    .algoParam("adaptivePriority", "Normal")
                    .build()))
        .isEqualTo(
            WireForm.json(
                "{'conidex':'8314@NYSE','orderType':'LMT','outsideRTH':true,'allOrNone':true,"
                    + "'price':142,'side':'BUY','tif':'DAY','quantity':1,'useAdaptive':true,"
                    + "'strategy':'Adaptive','strategyParameters':{'adaptivePriority':'Normal'},"
                    + "'manualIndicator':false}"));
    assertThat(
            WireForm.of(
                    onAapl("SELL")
                        .orderType("TRAIL")
                        .trailingPercent("2.5")
                        .trailStopPrice("180")
                        .build())
                .path("trailingType")
                .asText())
        .isEqualTo("%");
    assertThat(
            WireForm.of(
                    tws()
                        .secType("CASH")
                        .symbol("AUD")
                        .currency("CAD")
                        .exchange("FXCONV")
                        .action("BUY")
                        .cashQty("2500")
                        .orderType("MKT")
                        .build())
                .path("isCcyConv")
                .asBoolean())
        .isTrue();
  }

  static Stream<Arguments> untranslatable() {
    return Stream.of(
        arguments(onAapl("SSHORT").orderType("MKT"), "action: expected BUY or SELL, but got"),
        arguments(
            onAapl("BUY").orderType("REL"),
            "orderType: expected MKT, LMT, STP, STP LMT, TRAIL, TRAIL LIMIT, MIDPRICE, MOC or LOC,"
                + " but got 'REL'"),
        arguments(onAapl("BUY"), "orderType: needed"),
        arguments(onAapl("BUY").orderType("LMT"), "lmtPrice: needed"),
        arguments(onAapl("BUY").orderType("LMT").lmtPrice("cheap"), "lmtPrice: expected a number"),
        arguments(
            onAapl("BUY").orderType("LMT").lmtPrice("1").auxPrice("2"),
            "auxPrice: not used by an order with a conId of type LMT, but got '2'"),
        arguments(onAapl("BUY").orderType("MKT").symbol("AAPL"), "symbol: not used by"),
        arguments(
            onAapl("BUY").orderType("MKT").tif("GTD"),
            "tif: expected DAY, GTC, IOC or OPG, but got 'GTD'"),
        arguments(
            tws().conId(1).action("SELL").cashQty("5").orderType("MKT"),
            "cashQty: legal to BUY only"),
        arguments(
            onAapl("BUY").cashQty("5").orderType("MKT"), "totalQuantity: not used by an order"),
        arguments(
            tws().secType("BOND").symbol("X"), "secType: expected STK, OPT, FUT, FOP or CASH"),
        arguments(tws().conId(5_000_000_000L), "conId: expected 1 to 2147483647, but got"),
        arguments(tws().conId(0), "conId: expected 1 to 2147483647, but got '0'"),
        arguments(
            onAapl("BUY").totalQuantity("0").orderType("MKT"),
            "totalQuantity: expected more than 0, but got 0"),
        arguments(
            tws().conId(1).action("BUY").cashQty("-5").orderType("MKT"),
            "cashQty: expected more than 0, but got -5"),
        arguments(
            onAapl("SELL").orderType("TRAIL").auxPrice("0"),
            "auxPrice: expected more than 0, but got 0"),
        arguments(tws().secType("BAG"), "secType: use Instrument.combo(...)"),
        arguments(tws().symbol("AAPL"), "secType: needed"),
        arguments(tws().secType("STK").symbol("AAPL"), "currency: needed for STK"),
        arguments(
            tws().secType("FUT").symbol("ES").lastTradeDateOrContractMonth("DEC26").exchange("CME"),
            "lastTradeDateOrContractMonth: expected yyyyMMdd or yyyyMM, but got 'DEC26'"),
        arguments(
            tws()
                .secType("OPT")
                .symbol("A")
                .lastTradeDateOrContractMonth("202701")
                .strike("1")
                .right("X"),
            "right: expected C, CALL, P or PUT, but got 'X'"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("untranslatable")
  @DisplayName("is refused with the name of the field that cannot be translated")
  void refused(TwsOrder order, String message) {
    assertThatThrownBy(order::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  @DisplayName("has exactly the fields that the contract maps to members")
  void fieldsHaveTwins() {
    Set<String> methods =
        Stream.of(TwsOrder.class.getMethods())
            .filter(method -> method.getReturnType().equals(TwsOrder.class))
            .map(method -> method.getName().equals("algoParam") ? "algoParams" : method.getName())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(methods).isNotEmpty();
    assertThat(twins()).containsAll(methods);
  }

  /** The TWS field names, after Contract. and Order., in the contract's descriptions. */
  private static Set<String> twins() {
    return Pattern.compile("(?:Contract|Order)\\.(\\w+)")
        .matcher(WireForm.SPEC.document().toString())
        .results()
        .map(twin -> twin.group(1))
        .collect(Collectors.toSet());
  }

  private static TwsOrder tws() {
    return Ticket.fromTws();
  }

  private static TwsOrder onAapl(String action) {
    return tws().conId(265598).action(action).totalQuantity("10");
  }
}
