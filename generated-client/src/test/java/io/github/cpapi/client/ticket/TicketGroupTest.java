package io.github.cpapi.client.ticket;

import static io.github.cpapi.client.contract.Instrument.combo;
import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.generated.model.TimeInForce.GTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.contract.Instrument.Combo;
import io.github.cpapi.client.contract.Instrument.Leg;
import io.github.cpapi.generated.model.Side;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Tickets sent in one submission")
class TicketGroupTest {

  private static final Instrument AAPL = conid(265598);
  private static final Combo SPREAD = combo(Leg.buy(1, conid(1)), Leg.sell(1, conid(2)));

  @Test
  @DisplayName(
      "form a bracket as in the contract's guide: parent first, each leg with a client order id")
  void bracket() {
    Bracket bracket =
        Bracket.around(Ticket.buy("10", AAPL).limit("185.5").clientOrderId("bracket-1").build())
            .takeProfit("199")
            .stopLoss("178")
            .build();

    JsonNode sent = WireForm.of(bracket.tickets());

    assertThat(sent.findValuesAsText("cOID"))
        .containsExactly("bracket-1", "bracket-1-profit", "bracket-1-stop");
    ((ObjectNode) sent.at("/orders/1")).remove("cOID");
    ((ObjectNode) sent.at("/orders/2")).remove("cOID");
    assertThat(sent).isEqualTo(WireForm.ofKind("bracket"));
  }

  @Test
  @DisplayName("form a bracket with one child, whose type and client order id can be chosen")
  void bracketWithOneChild() {
    Ticket trailing =
        Ticket.buy("5", AAPL).trailByPercent("2").timeInForce(GTC).clientOrderId("own").build();

    Bracket bracket = Bracket.around(parent(Side.SELL)).stopLoss(trailing).build();

    assertThat(bracket.tickets()).hasSize(2);
    assertThat(bracket.tickets().get(1).toOrderTicket().parentId()).isEqualTo("p");
    assertThat(bracket.tickets().get(1).toOrderTicket().clientOrderId()).isEqualTo("own");
    assertThat(trailing.toOrderTicket().parentId()).isNull();
  }

  @Test
  @DisplayName("are refused as a bracket if a child does not close the parent")
  void childHasToUndo() {
    Bracket.Builder bracket = Bracket.around(parent(Side.BUY));

    assertThatThrownBy(() -> bracket.stopLoss(Ticket.buy("10", AAPL).stop("1").build()))
        .hasMessageStartingWith("child: expected an order that closes BUY 10 conid 265598")
        .hasMessageContaining("on the opposite side")
        .hasMessageContaining("but got BUY 10 conid 265598 STP 1");
    assertThatThrownBy(() -> bracket.stopLoss(Ticket.sell("10", conid(8314)).stop("1").build()))
        .hasMessageContaining("on the same instrument");
  }

  @Test
  @DisplayName("are refused as a bracket if the child of a combo is not a combo")
  void childOfAComboIsACombo() {
    Bracket.Builder bracket =
        Bracket.around(Ticket.buy("1", SPREAD).limit("-1.2").clientOrderId("p").build());

    assertThatThrownBy(() -> bracket.stopLoss(Ticket.sell("1", conid(2)).stop("2.4").build()))
        .hasMessageContaining("on the same instrument");
    assertThat(
            bracket
                .stopLoss(Ticket.buy("1", SPREAD.reversed()).stop("2.4").build())
                .build()
                .tickets())
        .hasSize(2);
    assertThat(bracket.stopLoss("-2.4").build().tickets()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "BUY, 100, 100, '', takeProfit: expected more than the entry at 100",
    "BUY, 100, 99, '', takeProfit: expected more than the entry at 100",
    "BUY, 100, '', 100, stopLoss: expected less than the entry at 100",
    "BUY, 100, '', 101, stopLoss: expected less than the entry at 100",
    "SELL, 100, 101, '', takeProfit: expected less than the entry at 100",
    "SELL, 100, '', 99, stopLoss: expected more than the entry at 100",
    "BUY, market, 90, 95, takeProfit: expected more than the stop loss at 95",
    "SELL, market, 95, 90, takeProfit: expected less than the stop loss at 90",
    "BUY, stop 100, 99, '', takeProfit: expected more than the entry at 100"
  })
  @DisplayName(
      "are refused as a bracket with a child on the wrong side, which would fill immediately")
  void wrongSide(String side, String entry, String profit, String loss, String message) {
    Ticket.Untyped sized = side.equals("BUY") ? Ticket.buy("1", AAPL) : Ticket.sell("1", AAPL);
    Ticket.Builder parent =
        entry.equals("market")
            ? sized.market()
            : entry.startsWith("stop ") ? sized.stop(entry.substring(5)) : sized.limit(entry);
    Bracket.Builder bracket = Bracket.around(parent.clientOrderId("p").build());
    if (!profit.isEmpty()) {
      bracket.takeProfit(profit);
    }
    if (!loss.isEmpty()) {
      bracket.stopLoss(loss);
    }

    assertThatThrownBy(bracket::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  @DisplayName(
      "are refused as a bracket without the parent's client order id, without a child, or with a duplicate id")
  void incompleteBrackets() {
    Ticket unnamed = Ticket.buy("1", AAPL).limit("1").build();
    Ticket money = Ticket.buyFor("100", AAPL).market().clientOrderId("p").build();
    Ticket sameName = Ticket.sell("1", AAPL).limit("2").clientOrderId("p").build();

    assertThatThrownBy(() -> Bracket.around(unnamed)).hasMessageStartingWith("clientOrderId: ");
    assertThatThrownBy(() -> Bracket.around(parent(Side.BUY)).build())
        .hasMessageContaining("expected a takeProfit, a stopLoss or both");
    assertThatThrownBy(() -> Bracket.around(money).stopLoss("1"))
        .hasMessageStartingWith("quantity: the parent's size is an amount of money");
    assertThatThrownBy(() -> Bracket.around(parent(Side.BUY)).takeProfit(sameName).build())
        .hasMessage(
            "clientOrderId: expected a different one for each ticket, but 'p' occurs twice");
  }

  @Test
  @DisplayName("form a one-cancels-all group as in the contract's guide")
  void oneCancelsAll() {
    Instrument spy = conid(756733);

    OneCancelsAll group =
        OneCancelsAll.named(
            "either",
            Ticket.buy("1", spy).limit("500").timeInForce(GTC).build(),
            Ticket.buy("1", spy).limit("495").timeInForce(GTC).build());

    assertThat(WireForm.of(group.tickets())).isEqualTo(WireForm.ofKind("one-cancels-all"));
  }

  @Test
  @DisplayName("are refused as a group if two share a client order id, or the group has no name")
  void wrongGroups() {
    Ticket ticket = Ticket.buy("1", AAPL).limit("1").clientOrderId("a").build();

    assertThatThrownBy(() -> OneCancelsAll.named("g", ticket, ticket))
        .hasMessageContaining("but 'a' occurs twice");
    assertThatThrownBy(() -> OneCancelsAll.named(" ", ticket, ticket))
        .hasMessageStartingWith("name: expected");
  }

  private static Ticket parent(Side side) {
    Ticket.Untyped parent =
        side.equals(Side.BUY) ? Ticket.buy("10", AAPL) : Ticket.sell("10", AAPL);
    return parent.limit("100").clientOrderId("p").build();
  }
}
