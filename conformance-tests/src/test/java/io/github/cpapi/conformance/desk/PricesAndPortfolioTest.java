package io.github.cpapi.conformance.desk;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.order.GuardRailException;
import io.github.cpapi.client.order.OrderLimits;
import io.github.cpapi.client.order.OrderSettings;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import io.github.cpapi.generated.model.LedgerRow;
import io.github.cpapi.generated.model.MarketDataSnapshot;
import io.github.cpapi.generated.model.Position;
import io.github.cpapi.mock.MockGateway;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Prices and portfolio of a client")
@ExtendWith(GatewayExtension.class)
class PricesAndPortfolioTest {

  private static final AnswerPolicy MARKET_ORDERS = AnswerPolicy.marketOrders();

  /** Orders of at most 1,000 dollars; the pause for the first price takes no time. */
  private static CpapiClient limited(GatewayUnderTest gateway) {
    return CpapiClient.builder()
        .baseUrl(gateway.baseUrl())
        .account(gateway.account())
        .tls(gateway.trust())
        .journal(OrderJournal.inMemory())
        .rateLimiter(RateLimiter.off())
        .orders(
            OrderSettings.defaults()
                .sleeper(time -> {})
                .limits(OrderLimits.none().maxNotional("1000", "USD")))
        .build();
  }

  private static Ticket buy(String quantity) {
    return Ticket.buy(quantity, conid(265598)).market().build();
  }

  @Test
  @IsolatedGateway("market-data-subscribed")
  @DisplayName("limit the notional of a market order by the real-time price")
  void realTime(GatewayUnderTest gateway, MockGateway mock) {
    try (CpapiClient client = limited(gateway)) {
      assertThat(client.marketData().snapshot(List.of(265598)))
          .singleElement()
          .returns("190.00", MarketDataSnapshot::lastPrice);
      assertThat(client.orders().place(buy("5"), MARKET_ORDERS))
          .isInstanceOf(OrderOutcome.Accepted.class);

      mock.movePrice(265598, new BigDecimal("210.00"));

      assertThatThrownBy(() -> client.orders().place(buy("5"), MARKET_ORDERS))
          .isInstanceOf(GuardRailException.class)
          .hasMessageContaining("expected at most 1000 USD, but the order is for 1050.05");
      assertThat(mock.orders()).hasSize(1);
    }
  }

  @Test
  @IsolatedGateway("no-questions")
  @DisplayName("do not let a market order pass with a delayed price")
  void delayed(GatewayUnderTest gateway, MockGateway mock) {
    try (CpapiClient client = limited(gateway)) {
      assertThatThrownBy(() -> client.orders().place(buy("1"), MARKET_ORDERS))
          .isInstanceOf(GuardRailException.class)
          .hasMessageContaining("its market price is delayed (6509 is DPB)");
      assertThat(mock.orders()).isEmpty();
    }
  }

  @Test
  @IsolatedGateway("no-questions")
  @DisplayName("contain what was bought")
  void bought(GatewayUnderTest gateway) {
    try (CpapiClient client = gateway.client()) {
      assertThat(client.portfolio().positions()).isEmpty();
      assertThat(client.portfolio().position(265598)).isEmpty();

      client.orders().place(buy("3"), AnswerPolicy.decliningAll());

      assertThat(client.portfolio().position(265598).orElseThrow().position())
          .isEqualByComparingTo("3");
      assertThat(client.portfolio().positions())
          .singleElement()
          .satisfies(position -> assertThat(position.ticker()).isEqualTo("AAPL"));
      assertThat(client.portfolio().summary().netLiquidation()).isNotNull();
      assertThat(client.portfolio().ledger()).containsKey("BASE");
    }
  }

  @Test
  @IsolatedGateway("position-held")
  @DisplayName("are read as in the README")
  void asTheReadmeShows(GatewayUnderTest gateway) throws IOException {
    try (CpapiClient client = limited(gateway)) {
      // snippet
      List<Position> positions = client.portfolio().positions();
      Optional<Position> apple = client.portfolio().position(265598);
      Map<String, LedgerRow> cash = client.portfolio().ledger();

      MarketDataSnapshot price = client.marketData().snapshot(List.of(265598)).get(0);
      String quality = String.valueOf(price.availability());
      boolean realTime = quality.startsWith("R");
      // snippet

      assertThat(positions).containsExactly(apple.orElseThrow());
      assertThat(cash).containsKey("BASE");
      assertThat(realTime).isFalse();
    }
    String source =
        Files.readString(
            Path.of("src/test/java/io/github/cpapi/conformance/desk/PricesAndPortfolioTest.java"));
    String snippet = source.split("      // snippet\n")[1].stripTrailing().stripIndent();
    assertThat(Files.readString(Path.of("../generated-client/README.md")))
        .contains("```java\n" + snippet + "\n```");
  }
}
