package io.github.cpapi.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Size;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The book of an account")
class AccountBookTest {

  private static final String ACCOUNT = "DU1234567";
  private static final Pricing MARKET = new Pricing.Market();

  private final Scenario scenario = Scenario.named(Scenario.FRESH_PAPER_ACCOUNT);
  private final Contract apple = scenario.contract(265598).orElseThrow();
  private final Brokerage brokerage =
      new Brokerage(
          List.of(ACCOUNT),
          Map.of(265598L, new BigDecimal("5")),
          Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC),
          1);

  @Nested
  @DisplayName("with a stop, by the declared rule")
  class WithAStop {

    @ParameterizedTest(name = "{0} {1}: not at {2}, but at {3}")
    @CsvSource({"SELL, 180, 180.01, 180", "BUY, 200, 199.99, 200"})
    @DisplayName("waits until the reference price reaches its trigger")
    void stop(Side side, BigDecimal trigger, BigDecimal before, BigDecimal reached) {
      Order stop = place(ticket(side, new Pricing.Stop(trigger)));

      brokerage.movePrice(265598, before);
      assertThat(now(stop).state()).isEqualTo(OrderState.PRE_SUBMITTED);
      brokerage.movePrice(265598, reached);

      assertThat(now(stop).state()).isEqualTo(OrderState.FILLED);
      assertThat(now(stop).averagePrice().orElseThrow()).isEqualByComparingTo(reached);
    }

    @Test
    @DisplayName("makes a limit order of a stop limit, once it is triggered")
    void stopLimit() {
      Order order = place(ticket(Side.SELL, new Pricing.StopLimit(number("180"), number("179"))));

      brokerage.movePrice(265598, number("178"));
      assertThat(now(order).state()).isEqualTo(OrderState.WORKING);
      brokerage.movePrice(265598, number("179.50"));

      assertThat(now(order).state()).isEqualTo(OrderState.FILLED);
    }

    @Test
    @DisplayName("moves a trailing trigger up with a rise, but not down with a fall")
    void trailing() {
      Pricing.Trail ten = new Pricing.Trail(BigDecimal.TEN, false);
      Order order = place(ticket(Side.SELL, new Pricing.Trailing(ten, null)));

      brokerage.movePrice(265598, number("200"));
      brokerage.movePrice(265598, number("195"));

      assertThat(now(order).trigger()).isEqualByComparingTo("190");
      brokerage.movePrice(265598, number("190"));
      assertThat(now(order).state()).isEqualTo(OrderState.FILLED);
    }
  }

  @Nested
  @DisplayName("with a bracket")
  class WithABracket {

    private final List<Order> legs =
        placeAll(
            ticket("parent", null, Side.BUY, limit("185")),
            ticket(null, "parent", Side.SELL, limit("199")),
            ticket(null, "parent", Side.SELL, new Pricing.Stop(number("178"))));

    @Test
    @DisplayName("keeps the children waiting for their parent at any price")
    void childrenWait() {
      brokerage.movePrice(265598, number("199"));

      assertThat(legs)
          .extracting(leg -> now(leg).state())
          .containsExactly(OrderState.WORKING, OrderState.PRE_SUBMITTED, OrderState.PRE_SUBMITTED);
    }

    @Test
    @DisplayName("activates the children when the parent is completely filled, not in part")
    void activates() {
      brokerage.fill(legs.get(0).id(), Optional.of(BigDecimal.ONE), Optional.empty());
      assertThat(now(legs.get(1)).state()).isEqualTo(OrderState.PRE_SUBMITTED);

      brokerage.movePrice(265598, number("185"));

      assertThat(legs)
          .extracting(leg -> now(leg).state())
          .containsExactly(OrderState.FILLED, OrderState.WORKING, OrderState.PRE_SUBMITTED);
    }

    @Test
    @DisplayName("cancels a child when the other one is filled")
    void siblings() {
      brokerage.movePrice(265598, number("185"));

      brokerage.movePrice(265598, number("178"));

      assertThat(now(legs.get(2)).state()).isEqualTo(OrderState.FILLED);
      assertThat(now(legs.get(1)).state()).isEqualTo(OrderState.CANCELLED);
    }

    @Test
    @DisplayName("cancels the children when the parent is cancelled")
    void parentCancelled() {
      brokerage.cancel(ACCOUNT, legs.get(0).id());
      brokerage.show(legs.get(0).id());

      assertThat(legs).extracting(leg -> now(leg).state()).containsOnly(OrderState.CANCELLED);
    }

    @Test
    @DisplayName("accepts a third child later, as long as the parent is open")
    void laterChild() {
      List<Order> later = placeAll(ticket(null, "parent", Side.SELL, limit("195")));

      assertThat(later.get(0).links()).isEqualTo(Links.childOf(legs.get(0).id()));
    }
  }

  @Test
  @DisplayName("cancels the rest of a group when one is filled; the first order names the group")
  void oneCancelsAll() {
    List<Order> legs =
        placeAll(grouped(limit("150")), grouped(limit("151")), grouped(limit("152")));

    brokerage.movePrice(265598, number("152"));

    assertThat(legs)
        .extracting(leg -> now(leg).state())
        .containsExactly(OrderState.CANCELLED, OrderState.CANCELLED, OrderState.FILLED);
    assertThat(legs).extracting(leg -> leg.links().group()).containsOnly("oco-" + legs.get(0).id());
  }

  @Test
  @DisplayName("changes the position by fills, starting from the account's own")
  void position() {
    place(ticket(Side.BUY, MARKET));
    place(ticket(Side.SELL, limit("250")));

    assertThat(brokerage.position(ACCOUNT, 265598)).isEqualByComparingTo("15");
    assertThat(brokerage.executions(ACCOUNT, Duration.ofDays(1)))
        .singleElement()
        .satisfies(fill -> assertThat(fill.position()).isEqualByComparingTo("15"));
  }

  @Test
  @DisplayName(
      "leaves an order Inactive whose reply id is lost, and revives it with another one (Q33)")
  void lostQuestion() {
    Outcome.Asked asked = asked(ticket(Side.BUY, limit("150")));
    long orderId = brokerage.held().get(0).order().id();

    brokerage.loseQuestion(asked.replyId());

    assertThat(brokerage.answer(asked.replyId(), true)).isEmpty();
    assertThat(brokerage.cancel(ACCOUNT, orderId)).isEqualTo(Cancellation.INACTIVE);
    brokerage.answer(asked(ticket(Side.BUY, limit("151"))).replyId(), true);
    assertThat(brokerage.show(orderId).orElseThrow().state()).isEqualTo(OrderState.WORKING);
  }

  @Test
  @DisplayName("lists the newest thousand, and keeps ten thousand that are done")
  void bounds() {
    Order oldest = place(ticket(Side.BUY, MARKET));
    Order open = place(ticket(Side.BUY, limit("150")));
    for (int i = 0; i < AccountBook.MAX_DONE + 1; i++) {
      place(ticket(Side.BUY, MARKET));
    }

    assertThat(brokerage.list(ACCOUNT, EnumSet.allOf(OrderState.class)))
        .hasSize(AccountBook.MAX_LISTED);
    assertThat(brokerage.show(oldest.id())).isEmpty();
    assertThat(brokerage.show(open.id())).isPresent();
    assertThat(brokerage.held().size()).isLessThanOrEqualTo(AccountBook.MAX_DONE + 2);
  }

  @Test
  @DisplayName("finds its open orders behind any number of done ones")
  void openBehindDone() {
    Order child =
        placeAll(
                ticket("parent", null, Side.BUY, limit("150")),
                ticket(null, "parent", Side.SELL, limit("250")))
            .get(1);
    Order open = place(ticket(Side.BUY, limit("150")));
    for (int i = 0; i < AccountBook.MAX_LISTED; i++) {
      place(ticket(Side.BUY, MARKET));
    }

    assertThat(brokerage.list(ACCOUNT, OrderState.OPEN))
        .extracting(Order::id)
        .containsExactly(child.id() - 1, child.id(), open.id());
    assertThat(brokerage.list(ACCOUNT, Set.of(OrderState.WORKING)))
        .extracting(Order::id)
        .containsExactly(child.id() - 1, open.id());
    assertThat(brokerage.cancelAll(ACCOUNT)).containsExactly(child.id() - 1, child.id(), open.id());
  }

  @RepeatedTest(20)
  @DisplayName("carries out either a change or a cancel, never both")
  void changeAgainstCancel() throws Exception {
    Order order = place(ticket(Side.BUY, limit("150")));
    Ticket dearer = ticket(Side.BUY, limit("155"));

    List<Object> results =
        atOnce(
            List.of(
                () -> brokerage.change(ACCOUNT, order.id(), dearer, List.of()),
                () -> brokerage.cancel(ACCOUNT, order.id())));

    assertThat(results.get(1)).isEqualTo(Cancellation.REQUESTED);
    assertThat(now(order).state()).isEqualTo(OrderState.PENDING_CANCEL);
    assertThat(now(order).ticket().equals(dearer))
        .isEqualTo(results.get(0) instanceof Outcome.Changed);
  }

  @Test
  @DisplayName("keeps the brackets of eight threads apart")
  void bracketsOfManyThreads() throws Exception {
    List<Callable<List<Order>>> tasks = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String name = "parent-" + i;
      tasks.add(
          () ->
              placeAll(
                  ticket(name, null, Side.BUY, MARKET),
                  ticket(null, name, Side.SELL, limit("180")),
                  ticket(null, name, Side.SELL, new Pricing.Stop(number("170")))));
    }

    List<List<Order>> brackets = atOnce(tasks);

    assertThat(brackets)
        .hasSameSizeAs(tasks)
        .allSatisfy(
            legs -> {
              assertThat(legs.get(1).links()).isEqualTo(Links.childOf(legs.get(0).id()));
              assertThat(legs)
                  .extracting(leg -> now(leg).state())
                  .containsExactly(OrderState.FILLED, OrderState.FILLED, OrderState.CANCELLED);
            });
    assertThat(brokerage.position(ACCOUNT, 265598)).isEqualByComparingTo("5");
  }

  private Order place(Ticket ticket) {
    return placeAll(ticket).get(0);
  }

  private List<Order> placeAll(Ticket... tickets) {
    return ((Outcome.Acknowledged) brokerage.place(ACCOUNT, List.of(tickets), false, List.of()))
        .legs();
  }

  private Outcome.Asked asked(Ticket ticket) {
    TicketQuestion question = new TicketQuestion(scenario.questions().get(0), ticket, false);
    return (Outcome.Asked) brokerage.place(ACCOUNT, List.of(ticket), false, List.of(question));
  }

  private Order now(Order order) {
    return brokerage.find(ACCOUNT, order.id()).orElseThrow();
  }

  private Ticket ticket(Side side, Pricing pricing) {
    return ticket(null, null, side, pricing);
  }

  private Ticket ticket(String name, String parent, Side side, Pricing pricing) {
    return new Ticket(
        apple,
        null,
        side,
        new Size.Units(BigDecimal.TEN),
        pricing,
        "DAY",
        false,
        name,
        parent,
        false,
        Map.of());
  }

  private Ticket grouped(Pricing pricing) {
    return new Ticket(
        apple,
        null,
        Side.BUY,
        new Size.Units(BigDecimal.ONE),
        pricing,
        "GTC",
        false,
        null,
        null,
        true,
        Map.of());
  }

  private static Pricing limit(String price) {
    return new Pricing.Limit(number(price));
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static <T> List<T> atOnce(List<? extends Callable<? extends T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<? extends T>> futures =
          tasks.stream().<Future<? extends T>>map(threads::submit).toList();
      List<T> results = new ArrayList<>();
      for (Future<? extends T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
