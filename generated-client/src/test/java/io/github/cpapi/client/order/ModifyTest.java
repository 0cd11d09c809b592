package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.outcome.FailureReason;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.generated.model.OrderStatus;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An order at the broker")
class ModifyTest extends DeskAtAScriptedGateway {

  private static final Ticket NEW_TERMS = Ticket.buy("1", conid(265598)).limit("1.05").build();
  private static final String TAKEN =
      "[{\"order_id\":\"77\",\"order_status\":\"Submitted\",\"local_order_id\":\"first-name\"}]";

  @Test
  @DisplayName(
      "is modified by the whole ticket, not wrapped in a list, without a new client order id")
  void theWholeTicket() throws Exception {
    server.enqueue(json(200, TAKEN));

    assertThat(desk.modify("77", NEW_TERMS, THE_CHAIN))
        .asInstanceOf(type(OrderOutcome.Accepted.class))
        .satisfies(a -> assertThat(a.legs()).extracting(LegResult::orderId).containsExactly("77"));
    assertThat(requests())
        .containsExactly(
            "POST /v1/api/iserver/account/DU1234567/order/77"
                + " {\"acctId\":\"DU1234567\",\"conid\":265598,\"orderType\":\"LMT\",\"price\":1.05,"
                + "\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":1}");
    assertThat(journal.open()).isEmpty();
  }

  @Test
  @DisplayName("is modified through questions like a new one")
  void questions() throws Exception {
    play("orders/modify-question-o354");
    server.enqueue(json(200, TAKEN));

    OrderOutcome outcome = desk.modify("77", NEW_TERMS, THE_CHAIN);

    assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(outcome.transcript()).hasSize(1);
    assertThat(requests()).hasSize(2);
  }

  @Test
  @DisplayName("is unchanged if a question is declined: nothing is cancelled")
  void declined() throws Exception {
    play("orders/modify-question-o354", "replies/declined");

    assertThat(desk.modify("77", NEW_TERMS, AnswerPolicy.decliningAll()))
        .isInstanceOf(OrderOutcome.Declined.class);
    assertThat(requests()).hasSize(2).noneMatch(request -> request.startsWith("DELETE"));
  }

  @Test
  @DisplayName("is not called unchanged if the reply to the decline shows it cancelled")
  void cancelledByTheDecline() throws Exception {
    play("orders/modify-question-o354");
    server.enqueue(json(200, "[{'order_id':'77','order_status':'Cancelled'}]"));

    assertThat(desk.modify("77", NEW_TERMS, AnswerPolicy.decliningAll()))
        .asInstanceOf(type(OrderOutcome.Unknown.class))
        .satisfies(
            u -> assertThat(u.why()).contains("did not confirm that the order is discarded"));
    assertThat(requests()).hasSize(2);
  }

  @Test
  @DisplayName("that does not exist cannot be modified")
  void unknownOrder() {
    play("orders/modify-unknown");

    assertThat(desk.modify("77", NEW_TERMS, THE_CHAIN))
        .asInstanceOf(type(OrderOutcome.Refused.class))
        .satisfies(r -> assertThat(r.reason()).isEqualTo(FailureReason.ORDER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.05", "1.00"})
  @DisplayName(
      "is Unknown if the modification got no answer, because its prices do not tell who set them")
  void noAnswer(String price) throws Exception {
    server.enqueue(json(503, ""));
    lookUps.status(
        "77",
        200,
        "{'order_id':77,'order_status':'Submitted','side':'B','order_type':'LIMIT','limit_price':'"
            + price
            + "'}");

    assertThat(desk.modify("77", NEW_TERMS, THE_CHAIN))
        .asInstanceOf(type(OrderOutcome.Unknown.class))
        .satisfies(
            u ->
                assertThat(u.why())
                    .contains(
                        price.equals("1.05")
                            ? "the order matches the modification"
                            : "does not match the modification"));
    assertThat(requests()).hasSize(1);
    assertThat(journal.open()).hasSize(1);
  }

  @Test
  @DisplayName("does not count as modified if another order is acknowledged")
  void anotherOrder() {
    server.enqueue(json(200, TAKEN.replace("77", "78")));

    assertThat(desk.modify("77", NEW_TERMS, THE_CHAIN))
        .asInstanceOf(type(OrderOutcome.Unknown.class))
        .satisfies(u -> assertThat(u.strays()).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "", "1/../2"})
  @DisplayName("is modified only by the id of one order")
  void oneOrder(String orderId) throws Exception {
    assertThatThrownBy(() -> desk.modify(orderId, NEW_TERMS, THE_CHAIN))
        .hasMessageStartingWith("orderId: expected the digits of one order");
    assertThat(requests()).isEmpty();
  }

  @Test
  @DisplayName("is followed after the cancel until it has ended, because it may still fill")
  void follow() {
    play("orders/cancel-acknowledged");
    lookUps.status("77", 200, "{'order_id':77,'order_status':'Filled'}");

    assertThat(desk.cancel("77")).isInstanceOf(CancelReply.Acknowledged.class);
    assertThat(desk.follow("77", Duration.ofSeconds(3)).orderStatus())
        .isEqualTo(OrderStatus.FILLED);
    assertThat(pauses).isEmpty();
  }

  @Test
  @DisplayName("is followed no longer than its timeout")
  void followEnds() {
    lookUps.status("77", 200, "{'order_id':77,'order_status':'Submitted'}");

    assertThat(desk.follow("77", Duration.ofSeconds(3)).orderStatus())
        .isEqualTo(OrderStatus.SUBMITTED);
    assertThat(pauses).hasSize(3);
  }
}
