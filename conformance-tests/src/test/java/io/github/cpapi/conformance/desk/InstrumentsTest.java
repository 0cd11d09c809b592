package io.github.cpapi.conformance.desk;

import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.forex;
import static io.github.cpapi.client.contract.Instrument.future;
import static io.github.cpapi.client.contract.Instrument.option;
import static io.github.cpapi.client.contract.Instrument.stock;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Bracket;
import io.github.cpapi.client.ticket.OneCancelsAll;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("At a gateway that asks no questions, the client")
@ExtendWith(GatewayExtension.class)
class InstrumentsTest {

  static Stream<Arguments> instruments() {
    return Stream.of(
        Arguments.of("a stock", stock("AAPL").smart("USD").primary("NASDAQ"), 265598),
        Arguments.of("a contract id", conid(8314), 8314),
        Arguments.of("an option", option("SPY", "20260618").call("600"), 900000600),
        Arguments.of("an option of another month", option("SPY", "202607").put("650"), 900000627),
        Arguments.of(
            "an option of the first month that is listed",
            option("AAPL", "20260417").call("190"),
            900010008),
        Arguments.of("a future by its contract month", future("ES", "202612", "CME"), 515416632),
        Arguments.of("a future of another month", future("ES", "202609", "CME"), 649180671),
        Arguments.of("a future of another product", future("MES", "202812", "CME"), 900000002),
        Arguments.of("a future by its last day", future("ES", "20261218", "CME"), 515416632),
        Arguments.of("a pair of currencies", forex("EUR.USD"), 12087792));
  }

  @ParameterizedTest(name = "finds and buys {0}")
  @MethodSource("instruments")
  @IsolatedGateway("no-questions")
  void buys(String what, Instrument instrument, int conid, GatewayUnderTest gateway) {
    try (CpapiClient client = gateway.client()) {
      Ticket ticket = Ticket.buy("1", instrument).market().build();

      assertThat(client.contracts().resolve(instrument).conid()).isEqualTo(conid);
      assertThat(client.orders().place(ticket, AnswerPolicy.decliningAll()))
          .as(what)
          .isInstanceOf(OrderOutcome.Accepted.class);
    }
  }

  @Test
  @IsolatedGateway("no-questions")
  @DisplayName("places a bracket and a group, and maps each leg to its ticket")
  void groups(GatewayUnderTest gateway) {
    try (CpapiClient client = gateway.client()) {
      Ticket entry = Ticket.buy("10", conid(265598)).limit("185").clientOrderId("entry").build();
      OrderOutcome bracket =
          client
              .orders()
              .place(
                  Bracket.around(entry).takeProfit("200").stopLoss("180").build(),
                  AnswerPolicy.decliningAll());
      Ticket low = Ticket.buy("1", conid(8314)).limit("130").build();
      Ticket lower = Ticket.buy("1", conid(8314)).limit("120").build();
      OrderOutcome group =
          client
              .orders()
              .place(OneCancelsAll.named("either", low, lower), AnswerPolicy.decliningAll());

      assertThat(bracket.legs()).hasSize(3).allMatch(leg -> leg.orderId() != null);
      assertThat(bracket).isInstanceOf(OrderOutcome.Accepted.class);
      assertThat(group.legs()).hasSize(2).allMatch(leg -> leg.orderId() != null);
      assertThat(group).isInstanceOf(OrderOutcome.Accepted.class);
    }
  }
}
