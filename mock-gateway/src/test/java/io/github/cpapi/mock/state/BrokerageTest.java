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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("The broker's memory")
class BrokerageTest {

  private static final String ACCOUNT = "DU1234567";
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final Scenario scenario = Scenario.named(Scenario.FRESH_PAPER_ACCOUNT);
  private final Contract apple = scenario.contract(265598).orElseThrow();
  private final Brokerage brokerage =
      new Brokerage(List.of(ACCOUNT), Map.of(), Clock.fixed(NOON, ZoneOffset.UTC), 1);

  @RepeatedTest(20)
  @DisplayName("accepts a reply id from only one of many threads")
  void replyIdWorksOnce() throws Exception {
    Outcome.Asked asked = (Outcome.Asked) place(limit("1.00"), questions());
    Callable<Optional<Outcome>> answer = () -> brokerage.answer(asked.replyId(), true);

    List<Optional<Outcome>> outcomes = atOnce(answer);

    assertThat(outcomes).filteredOn(Optional::isPresent).hasSize(1);
  }

  @RepeatedTest(20)
  @DisplayName("accepts a client order id from only one of many threads")
  void clientOrderIdWorksOnce() throws Exception {
    Callable<Outcome> place = () -> place(limit("1.00"), List.of());

    List<Outcome> outcomes = atOnce(place);

    assertThat(outcomes).filteredOn(Outcome.Acknowledged.class::isInstance).hasSize(1);
  }

  @Test
  @DisplayName("gives an order the time of the clock when it is submitted")
  void clock() {
    Outcome.Acknowledged acknowledged = (Outcome.Acknowledged) place(limit("190.00"), List.of());

    assertThat(acknowledged.legs().get(0).submitted()).isEqualTo(NOON);
  }

  @Test
  @DisplayName("issues increasing order ids of ten digits")
  void orderIds() {
    Ids ids = new Ids(5);
    long first = ids.nextOrderId();

    assertThat(String.valueOf(first)).hasSize(10);
    assertThat(ids.nextOrderId()).isGreaterThan(first);
  }

  @Test
  @DisplayName("issues random UUIDs as reply ids")
  void replyIds() {
    assertThat(new Ids(5).nextReplyId())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  private Outcome place(Ticket ticket, List<TicketQuestion> questions) {
    return brokerage.place(ACCOUNT, List.of(ticket), false, questions);
  }

  private List<TicketQuestion> questions() {
    return scenario.questionsAbout(limit("1.00"), BigDecimal.ZERO).stream()
        .map(question -> new TicketQuestion(question, limit("1.00"), false))
        .toList();
  }

  private Ticket limit(String price) {
    return new Ticket(
        apple,
        null,
        Side.BUY,
        new Size.Units(BigDecimal.ONE),
        new Pricing.Limit(new BigDecimal(price)),
        "DAY",
        false,
        "mine",
        null,
        false,
        Map.of());
  }

  private static <T> List<T> atOnce(Callable<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(Collections.nCopies(8, task))) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
