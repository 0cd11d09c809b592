package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ticket")
class TicketTest {

  @Test
  @DisplayName("says what the trader said, for the day where nothing else is said")
  void saysWhatWasSaid() {
    Ticket ticket =
        Ticket.sell("0.5", stock("aapl").smart("usd").primary("nasdaq"))
            .limit("142.50")
            .clientOrderId("a")
            .build();

    assertThat(ticket.instrument()).hasToString("stock AAPL in USD listed at NASDAQ");
    assertThat(ticket.terms().side()).isEqualTo(Side.SELL);
    assertThat(ticket.terms().quantity()).isEqualByComparingTo("0.5");
    assertThat(ticket.terms().orderType()).isEqualTo(OrderType.LMT);
    assertThat(ticket.terms().price()).isEqualByComparingTo("142.50");
    assertThat(ticket.terms().timeInForce()).isEqualTo(TimeInForce.DAY);
    assertThat(ticket.terms().clientOrderId()).isEqualTo("a");
  }

  @Test
  @DisplayName(
      "that cannot be right is refused at once, with the field, the value and what would be legal")
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
