package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.pacing.HandMovedTime;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.pacing.RateLimit;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.pacing.RateLimits;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotSentException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An order at a gateway with rate limits")
class OrderDeskPacingTest extends DeskAtAScriptedGateway {

  private final RateLimiter rateLimiter =
      RateLimiter.of(
          RateLimits.documented(), Duration.ofMinutes(15), HandMovedTime.movedByWaiting());

  @Test
  @DisplayName("is not sent during a penalty, and throws instead of staying Unknown")
  void isNotSent() {
    rateLimiter.tooManyRequests(null);

    try (Gateway paced = paced()) {
      assertThatThrownBy(() -> desk(paced).place(TICKET, THE_CHAIN))
          .isInstanceOf(NotSentException.class);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  @DisplayName("is Unknown if the penalty comes after it was sent and a question is open")
  void isUnknown() throws Exception {
    play("orders/question-o163");
    server.enqueue(json(429, ""));

    try (Gateway paced = paced()) {
      OrderOutcome outcome = desk(paced).place(TICKET, AnswerPolicy.accepting("o163"));

      assertThat(outcome)
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(
              unknown ->
                  assertThat(unknown.legs())
                      .extracting(LegResult::clientOrderId)
                      .containsExactly("mine"));
    }
    assertThat(requests()).hasSize(2);
  }

  @Test
  @DisplayName("has its questions answered however short maxWait is")
  void answersHaveTheirShare() throws Exception {
    RateLimiter slow =
        RateLimiter.of(
            RateLimits.documented().all(new RateLimit(1, Duration.ofSeconds(5))),
            Duration.ZERO,
            HandMovedTime.movedByWaiting());
    play(
        "orders/question-o163",
        "replies/question-o354",
        "replies/question-o10153",
        "replies/acknowledged");

    try (Gateway paced = paced(slow, Duration.ZERO)) {
      assertThat(desk(paced).place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }
    assertThat(requests()).hasSize(4);
  }

  @Test
  @DisplayName("is looked for however short maxWait is")
  void looksHaveTheirShare() {
    RateLimiter slow =
        RateLimiter.of(
            RateLimits.documented().all(new RateLimit(1, Duration.ofSeconds(2))),
            Duration.ZERO,
            HandMovedTime.movedByWaiting());
    server.enqueue(json(503, ""));
    lookUps.liveOrder("'orderId':7001,'order_ref':'mine','status':'Submitted'");

    try (Gateway paced = paced(slow, Duration.ZERO)) {
      assertThat(desk(paced).place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }
  }

  @Test
  @DisplayName("is found even if the answers of ten accounts are lost at the same time")
  void tenAccounts() {
    HandMovedTime time = HandMovedTime.movedByWaiting();
    RateLimiter documented = RateLimiter.of(RateLimits.documented(), Duration.ZERO, time);
    List<String> accounts = IntStream.range(0, 10).mapToObj(i -> "DU" + (1_000_000 + i)).toList();
    CyclicBarrier together = new CyclicBarrier(accounts.size());
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            if (request.getMethod().equals("POST")) {
              awaitAll(together);
              return json(503, "");
            }
            String asked = request.getUrl().queryParameter("accountId");
            return request.getTarget().contains("/account/orders")
                ? json(200, rows(accounts.stream().filter(a -> asked == null || a.equals(asked))))
                : json(200, "[]");
          }
        });

    try (Gateway paced = paced(documented, Duration.ofSeconds(10))) {
      List<CompletableFuture<OrderOutcome>> outcomes =
          accounts.stream().map(account -> placed(paced, account, time)).toList();

      assertThat(outcomes)
          .extracting(CompletableFuture::join)
          .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class));
    }
  }

  private CompletableFuture<OrderOutcome> placed(
      Gateway paced, String account, HandMovedTime time) {
    CompletableFuture<OrderOutcome> outcome = new CompletableFuture<>();
    OrderDesk desk =
        new OrderDesk(
            paced,
            new ContractDesk(paced),
            account,
            OrderJournal.inMemory(),
            settings.sleeper(time::move));
    Ticket ticket =
        Ticket.buy("1", conid(265598)).limit("1.00").clientOrderId("of-" + account).build();
    new Thread(() -> outcome.completeAsync(() -> desk.place(ticket, THE_CHAIN), Runnable::run))
        .start();
    return outcome;
  }

  private static void awaitAll(CyclicBarrier together) throws InterruptedException {
    try {
      together.await();
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String rows(Stream<String> accounts) {
    return accounts
        .map(
            account ->
                "{'conid':265598,'account':'%s','orderId':7%s,'order_ref':'of-%s','status':'Submitted'}"
                    .formatted(account, account.substring(2), account))
        .collect(Collectors.joining(",", "{'orders':[", "],'snapshot':true}"));
  }

  private OrderDesk desk(Gateway paced) {
    return new OrderDesk(paced, new ContractDesk(paced), "DU1234567", journal, settings);
  }

  private Gateway paced() {
    return paced(rateLimiter, Duration.ofSeconds(10));
  }

  private Gateway paced(RateLimiter rateLimiter, Duration maxWait) {
    return server.connect(new PacingPolicy(rateLimiter, maxWait, (operation, duration) -> {}));
  }
}
