package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.combo;
import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.forex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.contract.Instrument.Leg;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.ticket.OneCancelsAll;
import io.github.cpapi.client.ticket.Ticket;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The guard rails")
class GuardRailsTest extends DeskAtAScriptedGateway {

  private static final OrderLimits DOLLARS = OrderLimits.none().maxNotional("1000", "USD");
  private static final String APPLE = "contracts/info-aapl";
  private static final String DELAYED = "market-data/snapshot-sizes";

  private OrderDesk limited(OrderLimits limits) {
    return open(journal, settings.limits(limits));
  }

  @Nested
  @DisplayName("Given a live account")
  class GivenALiveAccount {

    private OrderDesk live(OrderSettings settings) {
      return new OrderDesk(gateway, new ContractDesk(gateway), "U1234567", journal, settings);
    }

    @Test
    @DisplayName("stop every order, modification and cancel")
    void nothingGoesOut() throws Exception {
      OrderDesk desk = live(settings);

      assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
          .isInstanceOf(GuardRailException.class)
          .hasMessageContaining("U***67 is not a paper account");
      assertThatThrownBy(() -> desk.modify("77", TICKET, THE_CHAIN))
          .isInstanceOf(GuardRailException.class);
      assertThatThrownBy(() -> desk.cancel("77")).isInstanceOf(GuardRailException.class);
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("do not accept the id of another account")
    void theNameHasToBeTheSame() throws Exception {
      OrderDesk desk = live(settings.liveTrading("U0000000"));

      assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
          .isInstanceOf(GuardRailException.class);
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("accept its own id")
    void opened() {
      play("orders/acknowledged");

      assertThat(live(settings.liveTrading("U1234567")).place(TICKET, THE_CHAIN))
          .isInstanceOf(OrderOutcome.Accepted.class);
    }
  }

  @Nested
  @DisplayName("Given a largest quantity")
  class GivenAQuantity {

    private final OrderLimits ten = OrderLimits.none().maxQuantity("10");

    private Ticket of(String quantity) {
      return Ticket.buy(quantity, conid(265598)).limit("1.00").clientOrderId("mine").build();
    }

    @Test
    @DisplayName("allow the largest quantity and nothing above it")
    void theLimit() throws Exception {
      play("orders/acknowledged");

      limited(ten).place(of("10"), THE_CHAIN);

      assertThatThrownBy(() -> limited(ten).place(of("10.01"), THE_CHAIN))
          .hasMessage("quantity: expected at most 10, but got 10.01");
      assertThatThrownBy(() -> limited(ten).modify("77", of("11"), THE_CHAIN))
          .isInstanceOf(GuardRailException.class);
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("count the contracts of a combo, not the combos")
    void aCombo() throws Exception {
      Ticket elevenAtOnce =
          Ticket.buy("1", combo(Leg.buy(11, conid(1)), Leg.sell(1, conid(2))))
              .limit("1.00")
              .build();

      assertThatThrownBy(() -> limited(ten).place(elevenAtOnce, THE_CHAIN))
          .hasMessage("quantity: expected at most 10, but got 11");
      assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("check each leg of a group")
    void eachLeg() throws Exception {
      Ticket large = Ticket.sell("11", conid(265598)).limit("2.00").build();

      assertThatThrownBy(
              () -> limited(ten).place(OneCancelsAll.named("exit", of("1"), large), THE_CHAIN))
          .isInstanceOf(GuardRailException.class);
      assertThat(taken()).isEmpty();
    }
  }

  @Nested
  @DisplayName("Given a largest notional")
  class GivenANotional {

    @Test
    @DisplayName("use the limit price of a purchase")
    void aPurchaseWithALimit() throws Exception {
      play(APPLE, "orders/acknowledged", APPLE);

      limited(DOLLARS).place(Ticket.buy("10", conid(265598)).limit("100.00").build(), THE_CHAIN);

      assertThatThrownBy(
              () ->
                  limited(DOLLARS)
                      .place(Ticket.buy("10", conid(265598)).limit("100.01").build(), THE_CHAIN))
          .hasMessage("maxNotional: expected at most 1000 USD, but the order is for 1000.1");
      assertThat(requests()).filteredOn(request -> request.startsWith("POST")).hasSize(1);
    }

    @Test
    @DisplayName("use the limit price of a purchase at the close")
    void aPurchaseAtTheClose() {
      play(APPLE, "orders/acknowledged", APPLE);

      assertThat(limited(DOLLARS).place(atTheClose("100.00"), THE_CHAIN))
          .isInstanceOf(OrderOutcome.Accepted.class);
      assertThatThrownBy(() -> limited(DOLLARS).place(atTheClose("100.01"), THE_CHAIN))
          .hasMessageEndingWith("the order is for 1000.1");
    }

    private static Ticket atTheClose(String price) {
      return Ticket.buy("10", conid(265598)).limitOnClose(price).build();
    }

    @Test
    @DisplayName("value an order with a direct route like any other")
    void aRoutedPurchase() {
      play(APPLE, "orders/acknowledged", APPLE);
      Ticket.Builder ten = Ticket.buy("10", conid(265598)).limit("100.00").route("NYSE");
      Ticket.Builder more = Ticket.buy("10", conid(265598)).limit("100.01").route("NYSE");

      assertThat(limited(DOLLARS).place(ten.build(), THE_CHAIN))
          .isInstanceOf(OrderOutcome.Accepted.class);
      assertThatThrownBy(() -> limited(DOLLARS).place(more.build(), THE_CHAIN))
          .hasMessageContaining("the order is for 1000.1");
    }

    @Test
    @DisplayName(
        "refuse a market order without a reference price, and use the price that is supplied")
    void aMarketOrder() throws Exception {
      play(APPLE, DELAYED, APPLE, APPLE, "orders/acknowledged");
      Ticket market = Ticket.buy("10", conid(265598)).market().build();

      assertThatThrownBy(() -> limited(DOLLARS).place(market, THE_CHAIN))
          .hasMessageContaining("set referencePrices(...) with a price for conid 265598");
      assertThatThrownBy(() -> limited(at("101")).place(market, THE_CHAIN))
          .hasMessageContaining("the order is for 1010");
      assertThat(limited(at("99")).place(market, THE_CHAIN))
          .isInstanceOf(OrderOutcome.Accepted.class);
      assertThat(requests()).filteredOn(request -> request.startsWith("POST")).hasSize(1);
    }

    @Test
    @DisplayName("do not value a sale by its limit, because it may sell for more")
    void aSaleWithALimit() throws Exception {
      play(APPLE, DELAYED, APPLE);
      Ticket slip = Ticket.sell("10", conid(265598)).limit("0.01").build();

      assertThatThrownBy(() -> limited(DOLLARS).place(slip, THE_CHAIN))
          .hasMessageContaining("is unknown");
      assertThatThrownBy(() -> limited(at("250")).place(slip, THE_CHAIN))
          .hasMessageContaining("the order is for 2500");
      assertThat(requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    @DisplayName("refuse a contract in another currency")
    void anotherCurrency() throws Exception {
      play(APPLE);
      OrderLimits euros = OrderLimits.none().maxNotional("1000", "EUR");

      assertThatThrownBy(() -> limited(euros).place(TICKET, THE_CHAIN))
          .hasMessage("maxNotional: the limit is in EUR, but conid 265598 trades in USD");
    }

    @Test
    @DisplayName("include the multiplier of an option")
    void anOption() {
      play("contracts/info-ibm-option");

      assertThatThrownBy(
              () ->
                  limited(DOLLARS)
                      .place(Ticket.buy("1", conid(680567190)).limit("10.01").build(), THE_CHAIN))
          .hasMessageContaining("the order is for 1001");
    }

    @Test
    @DisplayName("value an order for an amount of money by the amount")
    void anAmount() {
      play(APPLE, "orders/acknowledged", APPLE);

      assertThat(limited(DOLLARS).place(market("1000", conid(265598)), THE_CHAIN))
          .isInstanceOf(OrderOutcome.Accepted.class);
      assertThatThrownBy(() -> limited(DOLLARS).place(market("1000.01", conid(265598)), THE_CHAIN))
          .hasMessageEndingWith("the order is for 1000.01");
    }

    @Test
    @DisplayName(
        "value an order for an amount of a currency by the amount, in the second of a pair")
    void anAmountOfCurrency() {
      OrderLimits limits = OrderLimits.none().maxQuantity("1").maxNotional("1000", "SGD");
      playPair();
      play("orders/acknowledged");
      playPair();

      assertThat(limited(limits).place(market("1000", forex("USD.SGD")), THE_CHAIN))
          .isInstanceOf(OrderOutcome.Accepted.class);
      assertThatThrownBy(
              () -> limited(limits).place(market("1000.01", forex("USD.SGD")), THE_CHAIN))
          .hasMessage("maxNotional: expected at most 1000 SGD, but the order is for 1000.01");
    }

    private static Ticket market(String amount, Instrument instrument) {
      return Ticket.buyFor(amount, instrument).market().build();
    }

    /** The pairs of both currencies, and the contract of USD.SGD. */
    private void playPair() {
      play("contracts/currency-pairs-usd");
      server.enqueue(json(200, "{}"));
      String pair = body(APPLE).toString().replace("265598", "37928772");
      server.enqueue(json(200, pair.replace("\"USD\"", "\"SGD\"").replace("\"STK\"", "\"CASH\"")));
    }

    private OrderLimits at(String price) {
      return DOLLARS.referencePrices(conid -> Optional.of(new BigDecimal(price)));
    }
  }

  @Test
  @DisplayName("accept no record of limits that a method would refuse")
  void records() {
    assertThatThrownBy(
            () -> new OrderLimits(BigDecimal.ZERO, null, null, conid -> Optional.empty()))
        .hasMessageStartingWith("maxQuantity: expected more than 0");
    assertThatThrownBy(() -> new OrderLimits(null, BigDecimal.TEN, null, conid -> Optional.empty()))
        .hasMessageStartingWith("currency: expected a value");
    assertThatThrownBy(() -> new OrderLimits(null, null, null, null))
        .hasMessageStartingWith("referencePrices: expected a value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e3", "", "many"})
  @DisplayName("accept only limits above 0")
  void numbers(String value) {
    assertThatThrownBy(() -> OrderLimits.none().maxQuantity(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("maxQuantity: expected ");
  }
}
