package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.outcome.OrderOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Orders of one account")
class AccountLockTest extends DeskAtAScriptedGateway {

  private final CountDownLatch firstIsAsked = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  /** Answers the first order when the test says so. */
  private void holdTheFirst() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            firstIsAsked.countDown();
            goOn.await();
            return json(200, "[{\"order_id\":\"1\",\"order_status\":\"Submitted\"}]");
          }
        });
  }

  @Test
  @DisplayName("are placed one at a time, in the order of the calls")
  void inOrder() throws Exception {
    AccountLock accountLock =
        new AccountLock(gateway.baseUrl(), "DU1234567", Duration.ofMinutes(1));
    List<Integer> served = new ArrayList<>();
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<Thread> waiting = new ArrayList<>();
    Thread first =
        new Thread(
            () ->
                accountLock.withLock(
                    () -> {
                      running.countDown();
                      try {
                        release.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      return served.add(0);
                    }));
    first.start();
    running.await();

    for (int i = 1; i <= 5; i++) {
      int number = i;
      Thread next = new Thread(() -> accountLock.withLock(() -> served.add(number)));
      next.start();
      waiting.add(next);
      while (next.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
    release.countDown();
    first.join();
    for (Thread thread : waiting) {
      thread.join();
    }

    assertThat(served).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  @DisplayName("that wait too long are not sent, and throw")
  void timeOut() throws Exception {
    holdTheFirst();
    CompletableFuture<OrderOutcome> first =
        CompletableFuture.supplyAsync(() -> desk.place(TICKET, THE_CHAIN));
    firstIsAsked.await();
    OrderDesk impatient = open(journal, settings.lockTimeout(Duration.ZERO));

    assertThatThrownBy(() -> impatient.place(TICKET, THE_CHAIN))
        .isInstanceOf(AccountBusyException.class)
        .hasMessageContaining("DU***67", "nothing was sent");
    goOn.countDown();

    assertThat(first.join()).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(requests()).hasSize(1);
  }

  @Test
  @DisplayName("do not wait for orders of another account")
  void anotherAccount() throws Exception {
    AccountLock mine = new AccountLock(gateway.baseUrl(), "DU1234567", Duration.ZERO);
    AccountLock others = new AccountLock(gateway.baseUrl(), "DU7654321", Duration.ZERO);

    String said =
        mine.withLock(
            () -> CompletableFuture.supplyAsync(() -> others.withLock(() -> "served")).join());

    assertThat(said).isEqualTo("served");
  }

  @Test
  @DisplayName("wait for each other however the gateway's address is spelled")
  void oneGateway() {
    AccountLock mine =
        new AccountLock("https://localhost:5000/v1/api/", "DU7654321", Duration.ZERO);
    AccountLock same =
        new AccountLock("https://127.0.0.1:5000/v1/portal/", "DU7654321", Duration.ZERO);

    assertThatThrownBy(
            () ->
                mine.withLock(
                    () ->
                        CompletableFuture.supplyAsync(() -> same.withLock(() -> "served")).join()))
        .hasCauseInstanceOf(AccountBusyException.class);
  }

  @Test
  @DisplayName("cannot be placed by a thread that is placing another")
  void notNested() {
    AccountLock accountLock = new AccountLock(gateway.baseUrl(), "DU7654321", Duration.ZERO);

    assertThatThrownBy(() -> accountLock.withLock(() -> accountLock.withLock(() -> "served")))
        .isInstanceOf(AccountBusyException.class)
        .hasMessageContaining("nothing was sent");
    assertThat(accountLock.withLock(() -> "served")).isEqualTo("served");
  }

  @Test
  @DisplayName("whose thread is interrupted while it waits are not sent")
  void interrupted() throws Exception {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
        .isInstanceOf(AccountBusyException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(taken()).isEmpty();
  }
}
