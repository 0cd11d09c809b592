package io.github.cpapi.client;

import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.forex;
import static io.github.cpapi.client.contract.Instrument.option;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.order.OrderLimits;
import io.github.cpapi.client.policy.Bound;
import io.github.cpapi.client.policy.Placeholder;
import io.github.cpapi.client.ticket.Bracket;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.ticket.TwsOrder;
import io.github.cpapi.generated.model.OrderTicket;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A price, a size or an amount")
class NumbersTest {

  private static final Instrument APPLE = conid(265598);
  private static final Ticket LIMITED =
      Ticket.buy("10", APPLE).limit("150").clientOrderId("mine").build();
  private static final Ticket STOPPED = Ticket.sell("10", APPLE).stop("178").build();
  private static final Ticket STOP_LIMIT =
      Ticket.sell("10", APPLE).stop("178").limit("177").build();

  /** The two ways to say a number, and what is made of it. */
  private record Way(
      String name, Function<String, Object> text, Function<BigDecimal, Object> number) {
    Arguments named() {
      return Arguments.of(Named.of(name, this));
    }
  }

  private static Stream<Arguments> ways() {
    return Stream.concat(anySign(), moreThanZero());
  }

  /** Prices: a combo can have one of less than 0. */
  private static Stream<Arguments> anySign() {
    return Stream.of(
            new Way(
                "withLimit", n -> order(LIMITED.withLimit(n)), n -> order(LIMITED.withLimit(n))),
            new Way(
                "withTrigger of a stop",
                n -> order(STOPPED.withTrigger(n)),
                n -> order(STOPPED.withTrigger(n))),
            new Way(
                "withTrigger of a stop limit",
                n -> order(STOP_LIMIT.withTrigger(n)),
                n -> order(STOP_LIMIT.withTrigger(n))),
            new Way("limit", n -> order(buy().limit(n)), n -> order(buy().limit(n))),
            new Way("stop", n -> order(buy().stop(n)), n -> order(buy().stop(n))),
            new Way(
                "stop limit",
                n -> order(buy().stop("1").limit(n)),
                n -> order(buy().stop("1").limit(n))),
            new Way("midprice", n -> order(buy().midprice(n)), n -> order(buy().midprice(n))),
            new Way(
                "limitOnClose",
                n -> order(buy().limitOnClose(n)),
                n -> order(buy().limitOnClose(n))),
            new Way(
                "startingAt",
                n -> order(buy().trailByAmount("1").startingAt(n)),
                n -> order(buy().trailByAmount("1").startingAt(n))),
            new Way(
                "trailing limit",
                n -> order(buy().trailByAmount("1").startingAt("9").limit(n)),
                n -> order(buy().trailByAmount("1").startingAt("9").limit(n))),
            new Way(
                "takeProfit",
                n -> orders(entry().takeProfit(n)),
                n -> orders(entry().takeProfit(n))),
            new Way("stopLoss", n -> orders(entry().stopLoss(n)), n -> orders(entry().stopLoss(n))),
            new Way(
                "call",
                n -> option("AAPL", "20270115").call(n),
                n -> option("AAPL", "20270115").call(n)),
            new Way(
                "put",
                n -> option("AAPL", "20270115").put(n),
                n -> option("AAPL", "20270115").put(n)),
            new Way(
                "strike of TWS",
                n -> twsOption().strike(n).build().instrument(),
                n -> twsOption().strike(n).build().instrument()),
            new Way(
                "lmtPrice of TWS",
                n -> order(twsStock().orderType("LMT").lmtPrice(n).build()),
                n -> order(twsStock().orderType("LMT").lmtPrice(n).build())),
            new Way(
                "auxPrice of TWS",
                n -> order(twsStock().orderType("STP").auxPrice(n).build()),
                n -> order(twsStock().orderType("STP").auxPrice(n).build())),
            new Way(
                "trailStopPrice of TWS",
                n -> order(twsStock().orderType("TRAIL").auxPrice("1").trailStopPrice(n).build()),
                n -> order(twsStock().orderType("TRAIL").auxPrice("1").trailStopPrice(n).build())))
        .map(Way::named);
  }

  private static Stream<Arguments> moreThanZero() {
    return Stream.of(
            new Way(
                "buy",
                n -> order(Ticket.buy(n, APPLE).market()),
                n -> order(Ticket.buy(n, APPLE).market())),
            new Way(
                "sell",
                n -> order(Ticket.sell(n, APPLE).market()),
                n -> order(Ticket.sell(n, APPLE).market())),
            new Way(
                "buyFor",
                n -> order(Ticket.buyFor(n, APPLE).market()),
                n -> order(Ticket.buyFor(n, APPLE).market())),
            new Way(
                "buyFor of a pair of currencies",
                n -> order(Ticket.buyFor(n, forex("EUR.USD")).market()),
                n -> order(Ticket.buyFor(n, forex("EUR.USD")).market())),
            new Way(
                "withQuantity",
                n -> order(LIMITED.withQuantity(n)),
                n -> order(LIMITED.withQuantity(n))),
            new Way(
                "trailByAmount",
                n -> order(buy().trailByAmount(n)),
                n -> order(buy().trailByAmount(n))),
            new Way(
                "trailByPercent",
                n -> order(buy().trailByPercent(n)),
                n -> order(buy().trailByPercent(n))),
            new Way(
                "atMost",
                n -> Bound.atMost(Placeholder.LIMIT, n),
                n -> Bound.atMost(Placeholder.LIMIT, n)),
            new Way(
                "atMost of a currency",
                n -> Bound.atMost(Placeholder.VALUE, n, "USD"),
                n -> Bound.atMost(Placeholder.VALUE, n, "USD")),
            new Way(
                "maxQuantity",
                n -> OrderLimits.none().maxQuantity(n),
                n -> OrderLimits.none().maxQuantity(n)),
            new Way(
                "maxNotional",
                n -> OrderLimits.none().maxNotional(n, "USD"),
                n -> OrderLimits.none().maxNotional(n, "USD")),
            new Way(
                "totalQuantity of TWS",
                n -> order(tws().secType("STK").orderType("MKT").totalQuantity(n).build()),
                n -> order(tws().secType("STK").orderType("MKT").totalQuantity(n).build())),
            new Way(
                "cashQty of TWS",
                n -> order(tws().secType("STK").orderType("MKT").cashQty(n).build()),
                n -> order(tws().secType("STK").orderType("MKT").cashQty(n).build())),
            new Way(
                "trailingPercent of TWS",
                n -> order(twsStock().orderType("TRAIL").trailingPercent(n).build()),
                n -> order(twsStock().orderType("TRAIL").trailingPercent(n).build())))
        .map(Way::named);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  @DisplayName("says the same as text and as a BigDecimal, with all its decimals")
  void theTwoAreOne(Way way) {
    assertThat(way.number().apply(new BigDecimal("7.50"))).isEqualTo(way.text().apply("7.50"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  @DisplayName("has at most 15 digits and 10 decimals, as text and as a BigDecimal")
  void aNumberHasAnEnd(Way way) {
    for (String tooLong : new String[] {"1000000000000000", "0.00000000001"}) {
      assertThatThrownBy(() -> way.text().apply(tooLong))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> way.number().apply(new BigDecimal(tooLong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("[a-zA-Z]+: expected at most 15 digits and 10 decimals, but got .*");
    }
    assertThatThrownBy(() -> way.number().apply(new BigDecimal("1e999999999")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("moreThanZero")
  @DisplayName("is more than 0 where less makes no sense, as text and as a BigDecimal")
  void aSizeIsMoreThanZero(Way way) {
    for (String tooLittle : new String[] {"0", "-1"}) {
      assertThatThrownBy(() -> way.text().apply(tooLittle))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> way.number().apply(new BigDecimal(tooLittle)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Ticket.Untyped buy() {
    return Ticket.buy("10", APPLE);
  }

  private static Bracket.Builder entry() {
    return Bracket.around(Ticket.buy("10", APPLE).market().clientOrderId("entry").build());
  }

  private static TwsOrder tws() {
    return Ticket.fromTws().symbol("AAPL").currency("USD").action("BUY");
  }

  private static TwsOrder twsStock() {
    return tws().secType("STK").totalQuantity("10");
  }

  private static TwsOrder twsOption() {
    return tws()
        .secType("OPT")
        .lastTradeDateOrContractMonth("20270115")
        .right("C")
        .totalQuantity("10")
        .orderType("MKT");
  }

  private static OrderTicket order(Ticket.Builder ticket) {
    return order(ticket.build());
  }

  private static OrderTicket order(Ticket ticket) {
    return ticket.toOrderTicket();
  }

  private static List<OrderTicket> orders(Bracket.Builder bracket) {
    return bracket.build().tickets().stream().map(Ticket::toOrderTicket).toList();
  }
}
