package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
class TurnsTest extends DeskAtAScriptedGateway {

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
  @DisplayName("are served one at a time, in the order in which they came")
  void inOrder() throws Exception {
    holdTheFirst();
    Turns turns = new Turns(gateway.baseUrl(), "DU1234567", Duration.ofMinutes(1));
    List<Integer> served = new ArrayList<>();
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<Thread> waiting = new ArrayList<>();
    Thread first =
        new Thread(
            () ->
                turns.inTurn(
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
      Thread next = new Thread(() -> turns.inTurn(() -> served.add(number)));
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
  @DisplayName("that wait too long are not sent, and say so")
  void timeOut() throws Exception {
    holdTheFirst();
    CompletableFuture<OrderOutcome> first =
        CompletableFuture.supplyAsync(() -> desk.place(TICKET, THE_CHAIN));
    firstIsAsked.await();
    OrderDesk impatient = open(settings(journal).turnTimeout(Duration.ZERO));

    assertThatThrownBy(() -> impatient.place(TICKET, THE_CHAIN))
        .isInstanceOf(AccountBusyException.class)
        .hasMessageContaining("DU***67", "nothing was sent");
    goOn.countDown();

    assertThat(first.join()).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(requests()).hasSize(1);
  }

  @Test
  @DisplayName("do not wait for those of another account")
  void anotherAccount() throws Exception {
    Turns mine = new Turns(gateway.baseUrl(), "DU1234567", Duration.ZERO);
    Turns others = new Turns(gateway.baseUrl(), "DU7654321", Duration.ZERO);

    String said =
        mine.inTurn(
            () -> CompletableFuture.supplyAsync(() -> others.inTurn(() -> "served")).join());

    assertThat(said).isEqualTo("served");
  }

  @Test
  @DisplayName("wait for each other however the gateway is spelled")
  void oneGateway() {
    Turns mine = new Turns("https://localhost:5000/v1/api/", "DU7654321", Duration.ZERO);
    Turns same = new Turns("https://127.0.0.1:5000/v1/portal/", "DU7654321", Duration.ZERO);

    assertThatThrownBy(
            () ->
                mine.inTurn(
                    () -> CompletableFuture.supplyAsync(() -> same.inTurn(() -> "served")).join()))
        .hasCauseInstanceOf(AccountBusyException.class);
  }

  @Test
  @DisplayName("are not placed in the middle of another by its own thread")
  void notNested() {
    Turns turns = new Turns(gateway.baseUrl(), "DU7654321", Duration.ZERO);

    assertThatThrownBy(() -> turns.inTurn(() -> turns.inTurn(() -> "served")))
        .isInstanceOf(AccountBusyException.class)
        .hasMessageContaining("nothing was sent");
    assertThat(turns.inTurn(() -> "served")).isEqualTo("served");
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
