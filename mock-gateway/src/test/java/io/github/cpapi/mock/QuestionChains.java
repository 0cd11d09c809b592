package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * Whole conversations about one order: placed, asked about three times, listed, cancelled, looked
 * at until it is cancelled. Each answer is checked against its own order.
 *
 * @param latencies told the name of each call and how many nanoseconds it took; thread-safe
 */
record QuestionChains(ObjLongConsumer<String> latencies) {

  /** Place, three answers, live orders, cancel and two looks at the order. */
  static final int REQUESTS_OF_ONE = 8;

  private static final String FAR_LIMIT =
      "\"conid\":265598,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":%d,\"price\":1,"
          + "\"tif\":\"DAY\",\"cOID\":\"%s\"";

  /** Holds conversations until enough requests are sent; says how many those were. */
  int run(Caller caller, int atLeast) {
    caller.liveOrders();
    int sent = 1;
    for (int chain = 1; sent < atLeast; chain++) {
      hold(caller, chain);
      sent += REQUESTS_OF_ONE;
    }
    return sent;
  }

  /** The first call for live orders has to be over. */
  void hold(Caller caller, int chain) {
    String name = caller.account() + "-" + chain;
    int quantity = chain % 500 + 1;
    Exchange question = timed("place", () -> caller.place(FAR_LIMIT.formatted(quantity, name)));
    assertThat(question.messageId()).isEqualTo("o163");
    assertThat(question.json().at("/0/message/0").asText()).contains("BUY " + quantity + " AAPL");
    question = confirm(caller, question);
    assertThat(question.messageId()).isEqualTo("o354");
    question = confirm(caller, question);
    assertThat(question.messageId()).isEqualTo("o10153");
    Exchange acknowledgement = confirm(caller, question);
    assertThat(acknowledgement.json().at("/0/local_order_id").asText()).isEqualTo(name);

    String orderId = acknowledgement.orderId();
    assertThat(shown(caller, name).path("status").asText()).isEqualTo("Submitted");
    Exchange cancelled = timed("cancel", () -> caller.cancel(orderId));
    assertThat(cancelled.json().path("order_id").asText()).isEqualTo(orderId);
    assertThat(status(caller, orderId)).isEqualTo("PendingCancel");
    assertThat(status(caller, orderId)).isEqualTo("Cancelled");
  }

  private Exchange confirm(Caller caller, Exchange question) {
    return timed("reply", () -> caller.reply(question.replyId(), true));
  }

  /** The only order that works; those before it are cancelled. */
  private JsonNode shown(Caller caller, String name) {
    Exchange listed =
        timed(
            "live orders",
            () ->
                caller.get(
                    "/iserver/account/orders?filters=submitted&accountId=" + caller.account()));
    JsonNode rows = listed.json().path("orders");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).path("acct").asText()).isEqualTo(caller.account());
    assertThat(rows.get(0).path("order_ref").asText()).isEqualTo(name);
    return rows.get(0);
  }

  private String status(Caller caller, String orderId) {
    return timed("status", () -> caller.status(orderId)).json().path("order_status").asText();
  }

  private <T> T timed(String call, Supplier<T> exchange) {
    long start = System.nanoTime();
    T answer = exchange.get();
    latencies.accept(call, System.nanoTime() - start);
    return answer;
  }
}
