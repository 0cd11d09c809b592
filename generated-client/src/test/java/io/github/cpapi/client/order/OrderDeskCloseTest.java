package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.outcome.OrderOutcome;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An order desk that is closed")
class OrderDeskCloseTest extends DeskAtAScriptedGateway {

  private final AtomicInteger done = new AtomicInteger();

  private OrderDesk closing() {
    return new OrderDesk(
        gateway, new ContractDesk(gateway), "DU1234567", journal, settings, done::incrementAndGet);
  }

  @Test
  @DisplayName("refuses the next order, modification and prompt, and searches for none")
  void refuses() throws Exception {
    OrderDesk desk = closing();
    desk.close();

    assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN)).hasMessageContaining("closed");
    assertThatThrownBy(() -> desk.modify("7", TICKET, THE_CHAIN)).hasMessageContaining("closed");
    assertThatThrownBy(() -> desk.answerPrompt("7", THE_CHAIN)).hasMessageContaining("closed");
    assertThatThrownBy(desk::recover).hasMessageContaining("closed");
    assertThat(taken()).isEmpty();
    assertThat(done).hasValue(1);
  }

  @Test
  @DisplayName("completes the order under way before it finishes")
  void duringAnOrder() {
    OrderDesk desk = closing();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            desk.close();
            assertThat(done).hasValue(0);
            return json(200, "[{\"order_id\":\"1\",\"order_status\":\"Submitted\"}]");
          }
        });

    assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(journal.open()).isEmpty();
    assertThat(done).hasValue(1);
  }

  @Test
  @DisplayName("can be closed twice")
  void twice() {
    OrderDesk desk = closing();
    desk.close();
    desk.close();

    assertThat(done).hasValue(1);
  }
}
