package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.ticket.Ticket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The price of an order")
class PriceRulesTest extends DeskAtAScriptedGateway {

  private static final String APPLE = "contracts/info-and-rules-aapl";

  private static Ticket at(String price) {
    return Ticket.buy("1", conid(265598)).limit(price).clientOrderId("mine").build();
  }

  @ParameterizedTest
  @CsvSource({"185.505, the nearest are 185.50 and 185.51", "0.001, the nearest are 0.00 and 0.01"})
  @DisplayName("is not sent with more decimals than the contract's tick, and the message says it")
  void tooManyDecimals(String price, String words) throws Exception {
    lookUps.rules(APPLE);

    assertThatThrownBy(() -> desk.place(at(price), THE_CHAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "price: expected a multiple of the tick of conid 265598, which is 0.01, but got "
                + price)
        .hasMessageEndingWith(words);
    assertThatThrownBy(() -> desk.modify("7001", at(price), THE_CHAIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "-0.01"})
  @DisplayName("is not sent at 0 or below if the contract cannot trade there")
  void notAboveZero(String price) throws Exception {
    lookUps.rules(APPLE);

    assertThatThrownBy(() -> desk.place(at(price), THE_CHAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("price: expected more than 0 for conid 265598, a STK, but got " + price);
    assertThat(requests()).isEmpty();
  }

  @Test
  @DisplayName("is sent if the rules are not available, so that the gateway decides")
  void noRules() throws Exception {
    play("orders/acknowledged");

    assertThat(desk.place(at("185.505"), THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(requests()).hasSize(1);
  }

  @Test
  @DisplayName("is sent without a look-up if it is a whole number above 0")
  void noLookUp() throws Exception {
    play("orders/acknowledged");

    desk.place(at("185"), THE_CHAIN);

    assertThat(taken()).hasSize(1);
  }

  @Test
  @DisplayName("is sent with the decimals of the tick")
  void legal() throws Exception {
    lookUps.rules(APPLE);
    play("orders/acknowledged");

    assertThat(desk.place(at("185.50"), THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
  }
}
