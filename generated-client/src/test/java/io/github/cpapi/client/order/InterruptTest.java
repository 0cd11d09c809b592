package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.transport.CpapiException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An interrupt")
class InterruptTest extends DeskAtAScriptedGateway {

  private static final String SUBMITTED = "'orderId':7001,'order_ref':'mine','status':'Submitted'";

  /** Interrupts the caller when such a request arrives, and does not answer it. */
  private void interruptAt(String partOfTheRequestLine) {
    server.giveUpSoonOn(partOfTheRequestLine);
    Thread caller = Thread.currentThread();
    server.setDispatcher(
        new Dispatcher() {
          private boolean done;

          @Override
          public synchronized MockResponse dispatch(RecordedRequest request)
              throws InterruptedException {
            if (!done
                && (request.getMethod() + " " + request.getTarget())
                    .contains(partOfTheRequestLine)) {
              done = true;
              caller.interrupt();
              return new MockResponse.Builder()
                  .onResponseStart(SocketEffect.Stall.INSTANCE)
                  .build();
            }
            return lookUps.dispatch(request);
          }
        });
  }

  @Test
  @DisplayName("while the answer to an order is awaited ends the wait: the order is looked for")
  void atTheOrder() throws Exception {
    interruptAt("POST");
    lookUps.liveOrder(SUBMITTED);

    OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

    assertThat(Thread.interrupted()).as("the flag is set again").isTrue();
    assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(requests()).hasSize(1);
  }

  @Test
  @DisplayName("while the answer to a modification is awaited ends the wait with an outcome")
  void atAChange() throws Exception {
    interruptAt("POST");

    OrderOutcome outcome = desk.modify("7001", TICKET, THE_CHAIN);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isInstanceOf(OrderOutcome.Unknown.class);
    assertThat(requests()).hasSize(1);
  }

  @Test
  @DisplayName("while an answer to a question is sent throws nothing and leaves the flag set")
  void atAnAnswer() throws Exception {
    play("orders/question-o163");
    interruptAt("/reply/");
    lookUps.liveOrder(SUBMITTED);

    OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/account/orders", "/trades"})
  @DisplayName("during a look ends the search with an outcome")
  void atALook(String look) throws Exception {
    server.enqueue(json(503, ""));
    interruptAt(look);

    OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isInstanceOf(OrderOutcome.Unknown.class);
    assertThat(pauses).isEmpty();
    assertThat(requests()).hasSize(1);
  }

  @Test
  @DisplayName("during recover() ends it with what is known")
  void atRecovery() {
    server.enqueue(json(503, ""));
    desk.place(TICKET, THE_CHAIN);
    interruptAt("/account/orders");

    assertThat(desk.recover())
        .singleElement()
        .satisfies(found -> assertThat(found.outcome()).isInstanceOf(OrderOutcome.Unknown.class));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @DisplayName("before a cancel prevents it from being sent, with the documented exception")
  void beforeACancel() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> desk.cancel("7001")).isInstanceOf(CpapiException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.getRequestCount()).isZero();
  }
}
