package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.ticket.OneCancelsAll;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.transport.ErrorAnswerException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A maximum notional without reference prices")
class MarketPricesTest extends DeskAtAScriptedGateway {

  private static final OrderLimits DOLLARS = OrderLimits.none().maxNotional("1000", "USD");
  private static final String APPLE = "contracts/info-aapl";
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static Ticket buy(String quantity) {
    return Ticket.buy(quantity, conid(265598)).market().build();
  }

  private static Ticket sell(String quantity) {
    return Ticket.sell(quantity, conid(265598)).market().build();
  }

  private OrderDesk limited() {
    return open(journal, settings.limits(DOLLARS));
  }

  /** The gateway tells these members about the contract. */
  private void snapshot(String members) {
    server.enqueue(json(200, "[{'conid':265598" + members + "}]"));
  }

  private void assertRefused(Ticket ticket, String reason) throws InterruptedException {
    assertThatThrownBy(() -> limited().place(ticket, THE_CHAIN))
        .isInstanceOf(GuardRailException.class)
        .hasMessageContaining("is unknown, because " + reason)
        .hasMessageContaining("set referencePrices(...) with a price for conid 265598");
    assertThat(requests()).isNotEmpty().noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  @DisplayName("values an order at the real-time market price")
  void atTheMarket() throws Exception {
    play(APPLE, "market-data/snapshot-documented", "orders/acknowledged");
    assertThat(limited().place(buy("5"), THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);

    play(APPLE, "market-data/snapshot-documented");
    assertThatThrownBy(() -> limited().place(buy("6"), THE_CHAIN))
        .hasMessage("maxNotional: expected at most 1000 USD, but the order is for 1159.08");

    assertThat(requests())
        .filteredOn(request -> request.contains("snapshot"))
        .containsOnly(
            "GET /v1/api/iserver/marketdata/snapshot?conids=265598&fields=31%2C84%2C86%2C7059%2C6509");
  }

  @ParameterizedTest(name = "{0} of {1} is worth {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BUY  | '31':'300','84':'310','86':'320' | 3200",
        "BUY  | '31':'330','84':'310','86':'320' | 3300",
        "SELL | '31':'300','84':'310','86':'320' | 3100",
        "BUY  | '84':'310','86':'320'            | 3200",
        "SELL | '84':'310','86':'320'            | 3100",
        "BUY  | '31':'N/A','86':'320'            | 3200",
        "SELL | '31':'300','84':'0'              | 3000"
      })
  @DisplayName("uses the higher of the last price and the quote")
  void theHigherOne(String side, String prices, String worth) {
    play(APPLE);
    snapshot(",'6509':'RpB'," + prices);

    assertThatThrownBy(
            () -> limited().place(side.equals("BUY") ? buy("10") : sell("10"), THE_CHAIN))
        .hasMessageEndingWith("the order is for " + worth);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "market-data/snapshot-sizes                      | its market price is delayed (6509 is DPB)",
        "market-data/snapshot-frozen                     | its market price is frozen at the close (6509 is ZB)",
        "market-data/snapshot-not-subscribed-constructed | its market price is not subscribed (6509 is N)",
        "market-data/snapshot-marked-prices-constructed  | its market price is delayed (6509 is DPB)",
      })
  @DisplayName("refuses an order without a real-time price, and says what the price is")
  void notRealTime(String recording, String reason) throws Exception {
    play(APPLE, recording);

    assertRefused(buy("1"), reason);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'6509':'RpB','31':'C180.25'        | its market price C180.25 is the previous close",
        "'6509':'RpB','31':'H185.17'        | its market price H185.17 is from before a trading halt",
        "'6509':'RpB','31':'9','86':'C9.01' | its market price C9.01 is the previous close",
        "'6509':'YB','31':'9'               | its market price is frozen and delayed (6509 is YB)",
        "'6509':'X','31':'9'                | its market price is not real-time (6509 is X)",
        "'6509':'','31':'9'                 | its market price is not real-time (6509 is )",
        "'6509':'RpB'                       | it has no valid market price: []",
        "'6509':'RpB','31':'N/A','84':'9'   | it has no valid market price: [N/A]",
        "'6509':'RpB','31':'0'              | it has no valid market price: [0]",
        "'31':'9'                           | the gateway does not report whether its market price is real-time"
      })
  @DisplayName("refuses an order without a valid price, and says why")
  void noPrice(String members, String reason) throws Exception {
    play(APPLE);
    snapshot("," + members);

    assertRefused(buy("1"), reason);
  }

  @Test
  @DisplayName("asks again after the first answer, which only subscribes")
  void theFirstAnswer() {
    play(APPLE);
    snapshot("");
    snapshot("");
    play("market-data/snapshot-documented", "orders/acknowledged");

    assertThat(limited().place(buy("1"), THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(pauses).containsExactly(PAUSE, PAUSE);
  }

  @Test
  @DisplayName("refuses an order if no price arrives within 3 seconds")
  void silence() throws Exception {
    play(APPLE);
    Collections.nCopies(7, "").forEach(this::snapshot);

    assertRefused(buy("1"), "no market price arrived within 3 seconds");
    assertThat(pauses).containsExactlyElementsOf(Collections.nCopies(6, PAUSE));
  }

  @Test
  @DisplayName("refuses an order if the request for the price fails, and says why")
  void anError() throws Exception {
    play(APPLE, "market-data/snapshot-accounts-first-500");

    assertThatThrownBy(() -> limited().place(buy("1"), THE_CHAIN))
        .isInstanceOf(GuardRailException.class)
        .hasMessageContaining("because the request for its market price failed")
        .hasMessageContaining("Please query /accounts first")
        .hasCauseInstanceOf(ErrorAnswerException.class);
    assertThat(requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  @DisplayName("ignores the price of another contract")
  void anotherContract() throws Exception {
    play(APPLE);
    Collections.nCopies(7, "market-data/snapshot-delayed").forEach(this::play);

    assertRefused(buy("1"), "no market price arrived within 3 seconds");
  }

  @Test
  @DisplayName("does not ask if there is a reference price or a purchase has a limit")
  void notAsked() throws Exception {
    play(APPLE, "orders/acknowledged", APPLE, "orders/acknowledged");
    OrderLimits told = DOLLARS.referencePrices(conid -> Optional.of(new BigDecimal("9")));

    open(journal, settings.limits(told)).place(buy("1"), THE_CHAIN);
    limited().place(Ticket.buy("1", conid(265598)).limit("9").build(), THE_CHAIN);

    assertThat(requests()).noneMatch(request -> request.contains("snapshot"));
  }

  @Test
  @DisplayName("asks once for a contract of several legs")
  void aGroup() throws Exception {
    play(APPLE, "market-data/snapshot-documented");
    Ticket stop = Ticket.sell("1", conid(265598)).stop("100").build();
    Ticket target = Ticket.sell("6", conid(265598)).limit("200").build();

    assertThatThrownBy(() -> limited().place(OneCancelsAll.named("exit", stop, target), THE_CHAIN))
        .hasMessageEndingWith("the order is for 1200");
    assertThat(requests()).filteredOn(request -> request.contains("snapshot")).hasSize(1);
  }

  @Test
  @DisplayName("applies to a modification as well")
  void aModification() throws Exception {
    play(APPLE, "market-data/snapshot-sizes");

    assertThatThrownBy(() -> limited().modify("77", buy("1"), THE_CHAIN))
        .isInstanceOf(GuardRailException.class)
        .hasMessageContaining("is delayed");
    assertThat(requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  @DisplayName("refuses the order if the thread is interrupted before a price arrives")
  void anInterrupt() throws Exception {
    play(APPLE);
    snapshot("");
    OrderDesk desk =
        open(
            journal,
            settings
                .limits(DOLLARS)
                .sleeper(
                    time -> {
                      throw new InterruptedException();
                    }));

    assertThatThrownBy(() -> desk.place(buy("1"), THE_CHAIN))
        .isInstanceOf(GuardRailException.class);

    assertThat(Thread.interrupted()).as("the flag is set").isTrue();
    assertThat(requests()).noneMatch(request -> request.startsWith("POST"));
  }
}
