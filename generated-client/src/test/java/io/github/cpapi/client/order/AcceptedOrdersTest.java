package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.outcome.AuditTrail;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A late prompt of an accepted order")
class AcceptedOrdersTest {

  private static final OrderTicket TICKET =
      Ticket.buy("1", conid(265598)).market().build().toOrderTicket();
  private static final OrderPrompt PROMPT =
      Json.mapper()
          .convertValue(ScriptedGateway.body("orders/prompted-p12"), OrderPrompt.class)
          .toBuilder()
          .orderId(1L)
          .build();

  private final AcceptedOrders accepted = new AcceptedOrders();

  private void accept(int orderId) {
    LegResult leg =
        new LegResult.Placed(TICKET, String.valueOf(orderId), OrderStatus.SUBMITTED, null);
    accepted.add(
        "entry-" + orderId,
        new JournalEntry.Place(Instant.EPOCH, "DU1234567", "localhost:5000", List.of(TICKET)),
        new OrderOutcome.Accepted(new AuditTrail(List.of(leg), List.of(), List.of())));
  }

  @Test
  @DisplayName("is open until it is answered")
  void open() {
    accept(1);
    accepted.leaveOpen(PROMPT);

    assertThat(accepted.openPrompt(PROMPT.requestId())).contains(PROMPT);
    assertThat(accepted.entryOf(PROMPT))
        .get()
        .extracting(AcceptedOrders.Entry::name)
        .isEqualTo("entry-1");

    accepted.answering(PROMPT);
    assertThat(accepted.openPrompt(PROMPT.requestId())).isEmpty();
  }

  @Test
  @DisplayName("is forgotten with its order, after ten thousand others")
  void forgotten() {
    accept(1);
    accepted.leaveOpen(PROMPT);

    for (int orderId = 2; orderId <= 10_001; orderId++) {
      accept(orderId);
    }

    assertThat(accepted.openPrompt(PROMPT.requestId())).isEmpty();
  }
}
