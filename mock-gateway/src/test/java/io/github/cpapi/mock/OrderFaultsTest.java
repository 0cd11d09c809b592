package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An order with an injected fault")
class OrderFaultsTest extends FaultyMock {

  private static final String NAMED = Caller.NEAR_LIMIT + ",\"cOID\":\"buy-1\"";

  @Test
  @DisplayName("is accepted and answered with 503 (Q23, orders-post-503-but-landed)")
  void acceptedThen503() {
    arm("'fault':'accepted-then-503'");
    Exchange question = caller.place(NAMED);

    Exchange answer = caller.reply(question.replyId(), true);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("error").asText()).isEqualTo("Service Unavailable");
    assertThat(answer.why()).startsWith("fault accepted-then-503: ");
    assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Submitted");
    assertThat(caller.firstLiveOrder().path("order_ref").asText()).isEqualTo("buy-1");
  }

  @Test
  @DisplayName("gets accepted-then-503 only for the acknowledgement, not for a question")
  void waitsForTheAcknowledgement() {
    arm("'fault':'accepted-then-503','operation':'placeOrders'");

    Exchange question = caller.place(NAMED);

    assertThat(question.recording()).isEqualTo("orders/question-o354");
    assertThat(question.why())
        .isEqualTo("fault accepted-then-503 stays armed: nothing was accepted yet");
    assertThat(gateway.armed()).hasSize(1);
  }

  @Test
  @DisplayName("leaves accepted-then-503 armed if it is refused")
  void refusedIsNotAccepted() {
    arm("'fault':'accepted-then-503'");

    Exchange refused = caller.placeBody("[]");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(gateway.armed()).hasSize(1);
  }

  @Test
  @DisplayName(
      "leaves accepted-then-503 armed if one of its legs is refused and the others stay Inactive")
  void brokenBracketIsNotAccepted() {
    arm("'fault':'accepted-then-503'");

    Exchange broken =
        caller.placeAll(
            Caller.NEAR_LIMIT + ",\"cOID\":\"parent-1\"",
            Caller.NEAR_LIMIT + ",\"parentId\":\"parent-1\"",
            Caller.NEAR_LIMIT + ",\"parentId\":\"nobody\"");

    assertThat(broken.json().at("/0/order_status").asText()).isEqualTo("Inactive");
    assertThat(broken.status()).isEqualTo(200);
    assertThat(gateway.armed()).hasSize(1);
  }

  @Test
  @DisplayName("is not accepted and answered with the same 503 (Q23)")
  void notAccepted503() {
    arm("'fault':'not-accepted-503'");

    Exchange answer = caller.place(NAMED);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.recording()).isEqualTo("orders/unknown-outcome-503");
    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
  }

  @Test
  @DisplayName("stays Inactive when its question is lost, and cannot be cancelled (Q32, Q33, Q48)")
  void questionLost() {
    arm("'fault':'question-lost'");

    Exchange answer = caller.place(NAMED);

    assertThat(answer.status()).isEqualTo(503);
    JsonNode order = caller.firstLiveOrder();
    assertThat(order.path("status").asText()).isEqualTo("Inactive");
    assertThat(order.path("order_ccp_status").asText()).isEqualTo("Pending Submit");
    assertThat(order.path("order_ref").asText()).isEqualTo("buy-1");
    assertThat(caller.cancel(order.path("orderId").asText()).recording())
        .isEqualTo("orders/cancel-inactive-400");
    assertThat(caller.status(order.path("orderId").asText()).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("stays Inactive when the id of its question is gone (Q34, reply-not-found-400)")
  void replyIdGone() {
    Exchange question = caller.place(NAMED);
    arm("'fault':'reply-id-gone'");

    Exchange answer = caller.reply(question.replyId(), true);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText())
        .isEqualTo("reply id not found: '" + question.replyId() + "'");
    assertThat(caller.reply(question.replyId(), true).status()).isEqualTo(400);
    assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Inactive");
  }

  @Test
  @DisplayName("stays Inactive when the session is lost between two questions (Q83)")
  void sessionLost() {
    Exchange question = caller.place(NAMED);
    arm("'fault':'session-lost-mid-chain'");

    Exchange answer = caller.reply(question.replyId(), true);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
    assertThat(caller.post("/tickle", "").status()).isEqualTo(401);
    gateway.login();
    queryAccounts();
    assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Inactive");
  }

  @Test
  @DisplayName("is acknowledged with its row twice, and is one order")
  void duplicateAcknowledgement() {
    arm("'fault':'duplicate-acknowledgement'");

    Exchange answer = caller.placeAndConfirm(NAMED);

    assertThat(answer.json()).hasSize(2);
    assertThat(answer.json().get(0)).isEqualTo(answer.json().get(1));
    caller.liveOrders();
    assertThat(caller.liveOrders().json().path("orders")).hasSize(1);
  }

  @Test
  @DisplayName("is refused under status 200 and not placed (Q1)")
  void errorUnder200() {
    arm("'fault':'error-under-200'");

    Exchange answer = caller.place(NAMED);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("error").asText()).startsWith("No Trading Permission");
    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
  }

  @Test
  @DisplayName("is missing from an empty list that should show it (Q51)")
  void emptyLiveOrders() {
    caller.placeAndConfirm(NAMED);
    caller.liveOrders();
    arm("'fault':'empty-live-orders'");

    Exchange empty = caller.liveOrders();

    assertThat(empty.json().toString()).isEqualTo("{\"orders\":[],\"snapshot\":false}");
    assertThat(caller.liveOrders().json().path("orders")).hasSize(1);
  }

  @Test
  @DisplayName("is not found by its status after a delay, although it exists (Q64)")
  void unknownStatus() {
    String orderId = caller.placeAndConfirm(NAMED).orderId();
    arm("'fault':'unknown-order-status','delay':'PT0.2S'");
    long begin = System.nanoTime();

    Exchange answer = caller.status(orderId);

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(200_000_000L);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("error").asText())
        .isEqualTo("Order " + orderId + " is not found");
    assertThat(caller.status(orderId).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"html-502", "empty-401", "not-accepted-503"})
  @DisplayName("is not placed by a request that an INSTEAD fault replaces (Q82, Q83)")
  void notPlaced(String fault) {
    arm("'fault':'%s','operation':'placeOrders'".formatted(fault));

    caller.place(NAMED);

    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"tickle, session/tickle-error", "cancel, orders/cancel-unknown-documented"})
  @DisplayName("is not the only request that gets an error under 200 (Q48, Q84)")
  void errorUnder200Elsewhere(String what, String recording) {
    arm("'fault':'error-under-200'");

    Exchange answer = what.equals("tickle") ? caller.post("/tickle", "") : caller.cancel("77");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.recording()).isEqualTo(recording);
  }
}
