package io.github.cpapi.client.ticket;

import static io.github.cpapi.client.contract.Instrument.combo;
import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.forex;
import static io.github.cpapi.client.contract.Instrument.future;
import static io.github.cpapi.client.contract.Instrument.option;
import static io.github.cpapi.client.contract.Instrument.stock;
import static io.github.cpapi.generated.model.TimeInForce.GTC;
import static io.github.cpapi.generated.model.TimeInForce.OPG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.contract.Instrument.Leg;
import io.github.cpapi.client.contract.ResolvedContract;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A ticket")
class TicketTest {

  private static final Instrument AAPL = conid(265598);

  @Test
  @DisplayName("is sent as written, with the time in force DAY by default")
  void saysWhatWasSaid() {
    Ticket ticket =
        Ticket.sell("0.5", stock("aapl").smart("usd").primary("nasdaq"))
            .limit("142.50")
            .clientOrderId("a")
            .build();

    assertThat(ticket.instrument()).hasToString("stock AAPL in USD listed at NASDAQ");
    assertThat(ticket.toOrderTicket().side()).isEqualTo(Side.SELL);
    assertThat(ticket.toOrderTicket().quantity()).isEqualByComparingTo("0.5");
    assertThat(ticket.toOrderTicket().orderType()).isEqualTo(OrderType.LMT);
    assertThat(ticket.toOrderTicket().price()).isEqualByComparingTo("142.50");
    assertThat(ticket.toOrderTicket().timeInForce()).isEqualTo(TimeInForce.DAY);
    assertThat(ticket.toOrderTicket().clientOrderId()).isEqualTo("a");
  }

  static Stream<Arguments> types() {
    return Stream.of(
        arguments("LMT", buy().limit("185.5").clientOrderId("limit-1")),
        arguments("MKT", buy().market().clientOrderId("market-1")),
        arguments("STP", sell().stop("178").timeInForce(GTC).clientOrderId("stop-1")),
        arguments(
            "STOP_LIMIT",
            sell().stop("178").limit("177.5").timeInForce(GTC).clientOrderId("stop-limit-1")),
        arguments("MIDPRICE", buy().midprice("186").clientOrderId("midprice-1")),
        arguments("TRAIL", sell().trailByAmount("5").timeInForce(GTC).clientOrderId("trail-1")),
        arguments(
            "TRAILLMT",
            Ticket.buy("100", AAPL)
                .trailByAmount("1")
                .startingAt("183")
                .limit("185.5")
                .timeInForce(GTC)
                .clientOrderId("trail-limit-1")),
        arguments("LOC", sell().limitOnClose("185.5").clientOrderId("limit-on-close-1")),
        arguments("MOC", sell().marketOnClose().clientOrderId("market-on-close-1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("types")
  @DisplayName("of each type is sent as the contract's guide to the type shows it")
  void eachTypeIsSentAsTheGuideShows(String type, Ticket.Builder ticket) {
    JsonNode sent = WireForm.of(List.of(ticket.build()));

    assertThat(sent).isEqualTo(WireForm.ofType(type));
  }

  @Test
  @DisplayName("can be made for every type that the contract lists")
  void thereIsABuilderForEveryType() {
    assertThat(types().map(type -> type.get()[0]))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(OrderType.Known.values()).map(OrderType::wire).toList());
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        arguments("cash-quantity", Ticket.buyFor("158", AAPL).market().clientOrderId("cash-1")),
        arguments(
            "fraction", Ticket.buy("0.05", conid(8894)).limit("68").clientOrderId("fraction-1")),
        arguments(
            "algo",
            Ticket.buy("1", conid(8314))
                .limit("142")
                .clientOrderId("algo-1")
                .algo("Adaptive")
                .algoParameter("adaptivePriority", "Normal")),
        arguments(
            "us-future",
            Ticket.buy("1", conid(649180671))
                .limit("6000")
                .clientOrderId("future-1")
                .manualIndicator(false)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("of each kind is sent as the contract's guide to the kind shows it")
  void eachKindIsSentAsTheGuideShows(String kind, Ticket.Builder ticket) {
    JsonNode sent = WireForm.of(List.of(ticket.build()));

    assertThat(sent).isEqualTo(WireForm.ofKind(kind));
  }

  @Test
  @DisplayName("for a combo names its legs in conidex, and its limit may be less than 0")
  void comboInConidex() {
    Ticket ticket =
        Ticket.buy("3", combo(Leg.buy(1, conid(497222760)), Leg.sell(1, conid(495512552))))
            .limit("-50")
            .clientOrderId("combo-1")
            .build();

    JsonNode sent =
        Json.mapper()
            .valueToTree(
                ticket.toOrderTicket(
                    new ResolvedContract(
                        28812380, "28812380;;;497222760/1,495512552/-1", List.of(), "")));

    assertThat(sent.path("conidex").asText()).isEqualTo("28812380;;;497222760/1,495512552/-1");
    assertThat(sent.has("conid")).isFalse();
    assertThat(sent.path("price").intValue()).isEqualTo(-50);
  }

  @Test
  @DisplayName("that converts currencies has its size in the second of them")
  void convertsCurrencies() {
    Ticket ticket =
        Ticket.buyFor("2500", forex("AUD.CAD")).limit("0.9").currencyConversion().build();

    assertThat(WireForm.of(ticket))
        .isEqualTo(
            WireForm.json(
                "{'conid':1,'orderType':'LMT','price':0.9,'side':'BUY','tif':'DAY','fxQty':2500,"
                    + "'isCcyConv':true}"));
  }

  @Test
  @DisplayName("is sent with the percent sign if the distance of a trailing stop is in percent")
  void trailsByPercent() {
    JsonNode sent = WireForm.of(sell().trailByPercent("2.5").startingAt("180").build());

    assertThat(sent.path("trailingType").asText()).isEqualTo("%");
    assertThat(sent.path("trailingAmt").decimalValue()).isEqualByComparingTo("2.5");
    assertThat(sent.path("price").intValue()).isEqualTo(180);
  }

  @Test
  @DisplayName("sends a direct route with the contract, and omits SMART")
  void routesDirectly() {
    assertThat(WireForm.of(buy().limit("1").route("nyse").build()).path("conidex").asText())
        .isEqualTo("265598@NYSE");
    assertThat(WireForm.of(buy().limit("1").route("SMART").build()).path("conid").asLong())
        .isEqualTo(265598);
  }

  @Test
  @DisplayName("sends only the switches that were set")
  void switches() {
    JsonNode sent =
        WireForm.of(
            buy().limit("1").outsideRegularHours().allOrNone().priceManagementAlgo(false).build());

    assertThat(sent)
        .isEqualTo(
            WireForm.json(
                "{'conid':265598,'orderType':'LMT','outsideRTH':true,'allOrNone':true,'price':1,"
                    + "'side':'BUY','tif':'DAY','quantity':10,'useAdaptive':false}"));
  }

  @Test
  @DisplayName("is changed as a whole, and keeps a stop's trigger in the field of its type")
  void changes() {
    Ticket stop = sell().stop("178").clientOrderId("a").build();
    Ticket stopLimit = sell().stop("178").limit("177").clientOrderId("b").build();

    assertThat(WireForm.of(stop.withTrigger("179").withQuantity("5")))
        .isEqualTo(
            WireForm.json(
                "{'conid':265598,'cOID':'a','orderType':'STP','price':179,'side':'SELL',"
                    + "'tif':'DAY','quantity':5}"));
    assertThat(WireForm.of(stopLimit.withTrigger("179").withLimit("176")))
        .isEqualTo(
            WireForm.json(
                "{'conid':265598,'cOID':'b','orderType':'STOP_LIMIT','price':176,'auxPrice':179,"
                    + "'side':'SELL','tif':'DAY','quantity':10}"));
    assertThat(stop.toOrderTicket().price()).isEqualByComparingTo("178");
  }

  @Test
  @DisplayName("cannot be changed in a field that its type does not have")
  void cannotChangeWhatIsNotThere() {
    assertThatThrownBy(() -> buy().market().build().withLimit("1"))
        .hasMessage("limit: orders of type MKT have none to change");
    assertThatThrownBy(() -> sell().stop("1").build().withLimit("1"))
        .hasMessage("limit: orders of type STP have none to change");
    assertThatThrownBy(() -> buy().limit("1").build().withTrigger("1"))
        .hasMessage("trigger: orders of type LMT have none to change");
    assertThatThrownBy(() -> Ticket.buyFor("100", AAPL).market().build().withQuantity("1"))
        .hasMessageStartingWith("quantity: the size of this ticket is an amount of money");
  }

  static Stream<Arguments> combinations() {
    Instrument apple = stock("AAPL").smart("USD");
    Instrument es = future("ES", "202612", "CME");
    Instrument spread = combo(Leg.buy(1, conid(1)), Leg.sell(1, conid(2)));
    return Stream.of(
        arguments(
            buy().market().outsideRegularHours(),
            "outsideRegularHours: a MKT order works in regular hours only; legal with LMT,"
                + " STOP_LIMIT and TRAILLMT"),
        arguments(sell().stop("1").outsideRegularHours(), "outsideRegularHours: a STP order works"),
        arguments(
            sell().trailByAmount("1").outsideRegularHours(),
            "outsideRegularHours: a TRAIL order works"),
        arguments(
            sell().marketOnClose().outsideRegularHours(), "outsideRegularHours: a MOC order works"),
        arguments(
            Ticket.buy("0.5", AAPL).limit("1").outsideRegularHours(),
            "outsideRegularHours: legal for whole shares only, but the quantity is 0.5"),
        arguments(
            Ticket.buy("1.5", es).market(), "quantity: expected whole contracts for future ES"),
        arguments(
            Ticket.buy("1.5", option("AAPL", "20270115").call("195")).market(),
            "quantity: expected whole contracts for option AAPL"),
        arguments(Ticket.buy("0.5", spread).market(), "quantity: expected whole contracts"),
        arguments(
            Ticket.buy("1", es).limit("6000").allOrNone(),
            "allOrNone: the gateway refuses it for futures"),
        arguments(Ticket.buy("1", apple).limit("-1"), "price: expected more than 0 for stock AAPL"),
        arguments(
            Ticket.sell("1", apple).stop("0").limit("1"), "price: expected more than 0 for stock"),
        arguments(sell().trailByPercent("100"), "distance: expected less than 100 %, but got 100"),
        arguments(
            sell().stop("1").timeInForce(OPG),
            "timeInForce: OPG is legal with MKT and LMT, but the order is a STP"),
        arguments(
            Ticket.buy("1", spread).limit("1").algo("Adaptive"),
            "algo: a combo has no contract that offers Adaptive"),
        arguments(
            Ticket.buy("1", spread).limit("1").route("CME"),
            "route: set the exchange of a combo in the combo, but got CME"),
        arguments(
            buy().limit("1").currencyConversion(),
            "currencyConversion: legal with buyFor(...) and a pair of currencies"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("combinations")
  @DisplayName("with contradictory fields is refused before it is sent")
  void illegalCombinationsAreRefused(Ticket.Builder ticket, String message) {
    assertThatThrownBy(ticket::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  @DisplayName("is allowed if no refusal is known: a future below 0, a stop limit at any hour")
  void unknownIsNotIllegal() {
    assertThat(Ticket.buy("1", future("CL", "202612", "NYMEX")).limit("-37.63").build())
        .isNotNull();
    assertThat(sell().stop("2").limit("1").outsideRegularHours().build()).isNotNull();
    assertThat(buy().midprice().outsideRegularHours().build()).isNotNull();
    assertThat(buy().market().timeInForce(OPG).build()).isNotNull();
  }

  private static Ticket.Untyped buy() {
    return Ticket.buy("10", AAPL);
  }

  private static Ticket.Untyped sell() {
    return Ticket.sell("10", AAPL);
  }

  @Test
  @DisplayName(
      "with an impossible value is refused immediately, with field, value and legal values")
  void wrongTicketsAreRefused() {
    assertThatThrownBy(() -> Ticket.buy("0", conid(1)))
        .hasMessage("quantity: expected more than 0, but got 0");
    assertThatThrownBy(() -> Ticket.buy("ten", conid(1)))
        .hasMessage("quantity: expected a number such as 142.50, but got 'ten'");
    assertThatThrownBy(() -> Ticket.buy("1", conid(1)).limit(""))
        .hasMessage("price: expected a number such as 142.50, but got ''");
    assertThatThrownBy(() -> Ticket.buy("1e9", conid(1)))
        .hasMessageStartingWith("quantity: expected a number");
    assertThatThrownBy(() -> Ticket.buy("\u0661", conid(1)))
        .hasMessageStartingWith("quantity: expected a number");
    assertThatThrownBy(() -> stock("A").smart("USD").primary(" "))
        .hasMessageStartingWith("primary: expected");
    assertThatThrownBy(() -> conid(0))
        .hasMessage("conid: expected a positive number such as 265598, but got 0");
    assertThatThrownBy(() -> stock(" "))
        .hasMessage("symbol: expected something like AAPL, but got nothing");
    assertThatThrownBy(() -> stock("A").smart("dollars"))
        .hasMessage("currency: expected three letters such as USD, but got 'dollars'");
    assertThatThrownBy(
            () -> Ticket.buy("1", conid(1)).market().timeInForce(TimeInForce.of("FOREVER")))
        .hasMessage("timeInForce: 'FOREVER' is not one that the contract lists");
    assertThatThrownBy(() -> Ticket.buy("1", conid(1)).market().algoParameter("a", "b").build())
        .hasMessageContaining("algo: expected an id");
    assertThatThrownBy(() -> Ticket.buy("1", conid(1)).market().clientOrderId(""))
        .hasMessageContaining("clientOrderId");
  }
}
