package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer that is sent twice on its connection")
class DuplicatedAnswerTest extends DeskAtAScriptedGateway {

  private static final Ticket NEXT =
      Ticket.buy("1", conid(265598)).limit("2.00").clientOrderId("next").build();

  /** Sends a second copy immediately after the first, as the next response of the connection. */
  private static MockResponse twice(String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String copy =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + length
            + "\r\n\r\n"
            + body;
    return json(200, body + copy)
        .newBuilder()
        .setHeader("Content-Length", String.valueOf(length))
        .build();
  }

  @Test
  @DisplayName("is not taken for the answer to the next order")
  void order() throws Exception {
    server.enqueue(
        twice("[{\"order_id\":\"1\",\"local_order_id\":\"mine\",\"order_status\":\"Submitted\"}]"));
    server.enqueue(
        json(
            200,
            "[{\"order_id\":\"2\",\"local_order_id\":\"next\",\"order_status\":\"Submitted\"}]"));

    assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(desk.place(NEXT, THE_CHAIN).orders())
        .extracting(LegResult::orderId)
        .containsExactly("2");
    assertThat(requests()).hasSize(2);
  }

  @Test
  @DisplayName("is not taken for the acceptance of the next change")
  void change() {
    server.enqueue(twice("[{\"order_id\":\"7001\",\"order_status\":\"Submitted\"}]"));
    server.enqueue(json(200, "{\"error\":\"the order is already filled\"}"));

    assertThat(desk.modify("7001", TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(desk.modify("7001", NEXT, THE_CHAIN)).isInstanceOf(OrderOutcome.Refused.class);
  }

  @Test
  @DisplayName("does not affect the search: each look uses its own connection")
  void look() {
    server.enqueue(twice("[{\"strange\":1}]"));
    lookUps.liveOrder("'orderId':7001,'order_ref':'mine','status':'Submitted'");

    assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
  }
}
