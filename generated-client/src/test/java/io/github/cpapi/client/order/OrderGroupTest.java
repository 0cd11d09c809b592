package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.outcome.AuditEntry;
import io.github.cpapi.client.outcome.FailureReason;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Bracket;
import io.github.cpapi.client.ticket.OneCancelsAll;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.generated.model.OrderAcknowledgement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Several tickets in one submission")
class OrderGroupTest extends DeskAtAScriptedGateway {

  private static final Ticket PARENT =
      Ticket.buy("1", conid(756733)).limit("1.00").clientOrderId("Parent").build();
  private static final Ticket PROFIT = child("2.00");
  private static final Ticket LOSS = child("0.50");

  private static final Bracket BRACKET = Bracket.around(PARENT).takeProfit(PROFIT).build();
  private static final Bracket WHOLE_BRACKET =
      Bracket.around(PARENT).takeProfit(PROFIT).stopLoss(LOSS).build();

  private static final String TWO_CHILDREN_FIRST =
      "[{'order_id':'3','order_status':'PreSubmitted','parent_order_id':'1'},"
          + "{'order_id':'2','order_status':'PreSubmitted','parent_order_id':'1'},"
          + "{'order_id':'1','order_status':'PreSubmitted','local_order_id':'Parent'}]";
  private static final String PARENT_AND_QUESTION =
      "[{\"order_id\":\"1\",\"order_status\":\"PreSubmitted\",\"local_order_id\":\"Parent\"},"
          + body("orders/question-o163").get(0)
          + "]";

  private static Ticket child(String price) {
    return Ticket.sell("1", conid(756733)).limit(price).build();
  }

  @Nested
  @DisplayName("Given a bracket")
  class GivenABracket {

    @Test
    @DisplayName("are told apart even if the child's row comes first and has no client order id")
    void childFirst() throws Exception {
      play("orders/bracket-acknowledged");

      OrderOutcome outcome = desk.place(BRACKET, THE_CHAIN);

      assertThat(outcome)
          .asInstanceOf(type(OrderOutcome.Accepted.class))
          .satisfies(
              a ->
                  assertThat(a.legs())
                      .extracting(LegResult::orderId)
                      .containsExactly("1000000010", "1000000011"))
          .satisfies(a -> assertThat(a.complete()).isTrue())
          .satisfies(a -> assertThat(a.evidence()).isEmpty());
      assertThat(requests())
          .singleElement()
          .asString()
          .contains("\"cOID\":\"Parent\"", "\"parentId\":\"Parent\"")
          .doesNotContain("chosen");
    }

    @Test
    @DisplayName(
        "are told apart by type and price if the rows of two children have no client order id")
    void twoChildren() throws Exception {
      server.enqueue(json(200, TWO_CHILDREN_FIRST));
      lookUps.status("3", 200, report(3, "0.50"));
      lookUps.status("2", 200, report(2, "2.00"));

      OrderOutcome outcome = desk.place(WHOLE_BRACKET, THE_CHAIN);

      assertThat(outcome)
          .asInstanceOf(type(OrderOutcome.Accepted.class))
          .satisfies(
              a ->
                  assertThat(a.legs())
                      .extracting(LegResult::orderId)
                      .containsExactly("1", "2", "3"));
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("are reported as strays if they cannot be told apart")
    void strays() {
      server.enqueue(json(200, TWO_CHILDREN_FIRST));

      assertThat(desk.place(WHOLE_BRACKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(
              u ->
                  assertThat(u.strays())
                      .extracting(OrderAcknowledgement::orderId)
                      .containsExactlyInAnyOrder("2", "3"));
    }

    @Test
    @DisplayName("are looked for if a child has no row")
    void aRowIsMissing() throws Exception {
      play("orders/bracket-single-row");
      lookUps.liveOrders(
          "{'orders':[{'conid':756733,'orderId':112,'parentId':111,'order_ref':'Parent-profit','side':'SELL','orderType':'Limit','price':'2.00','totalSize':1.0,'status':'PreSubmitted'}],'snapshot':true}");

      assertThat(desk.place(BRACKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Accepted.class))
          .satisfies(
              a ->
                  assertThat(a.legs())
                      .extracting(LegResult::orderId)
                      .containsExactly("111", "112"));
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("are Unknown if a child has no row and is not found")
    void aRowIsMissingForGood() {
      play("orders/bracket-single-row");

      assertThat(desk.place(BRACKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.legs().get(0)).isInstanceOf(LegResult.Placed.class))
          .satisfies(u -> assertThat(u.legs().get(1)).isInstanceOf(LegResult.Unconfirmed.class));
    }

    @Test
    @DisplayName("are accepted but not complete if the child fails and the parent works")
    void theChildFailed() {
      server.enqueue(
          json(
              200,
              "[{'order_id':'-1','order_status':'Failed','error':null,'text':'The size, 1, does not conform to the minimum variation of 100'},{'order_id':'1','order_status':'Submitted','local_order_id':'Parent'}]"));

      assertThat(desk.place(BRACKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Accepted.class))
          .satisfies(a -> assertThat(a.complete()).isFalse())
          .satisfies(
              a ->
                  assertThat(a.legs().get(1))
                      .asInstanceOf(type(LegResult.Failed.class))
                      .satisfies(f -> assertThat(f.reason()).isEqualTo(FailureReason.SIZE)));
    }

    @Test
    @DisplayName("are not accepted if the child fails and the parent is Inactive")
    void theParentIsInactive() {
      play("orders/bracket-child-failed-null-error");

      assertThat(
              desk.place(
                  Bracket.around(
                          Ticket.buy("1", conid(265598))
                              .limit("1.00")
                              .clientOrderId("buy-aapl-1")
                              .build())
                      .takeProfit("2.00")
                      .build(),
                  THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.legs().get(0).orderId()).isEqualTo("1000000022"));
    }

    @Test
    @DisplayName("are refused together if the answer is one error")
    void refused() {
      play("orders/refused-unknown-contract");

      assertThat(desk.place(BRACKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Refused.class))
          .satisfies(r -> assertThat(r.reason()).isEqualTo(FailureReason.CONTRACT))
          .satisfies(r -> assertThat(r.legs()).hasSize(2));
    }

    @Test
    @DisplayName("have their live leg cancelled once if a later question is declined")
    void aLaterDecline() throws Exception {
      server.enqueue(json(200, PARENT_AND_QUESTION));
      play("replies/declined", "orders/cancel-acknowledged");
      lookUps.liveOrder(
          "'orderId':1,'order_ref':'Parent','status':'PendingCancel','filledQuantity':0.0",
          "'orderId':1,'order_ref':'Parent','status':'Cancelled','filledQuantity':0.0");

      OrderOutcome outcome = desk.place(BRACKET, AnswerPolicy.decliningAll());

      assertThat(outcome)
          .asInstanceOf(type(OrderOutcome.Declined.class))
          .satisfies(
              d ->
                  assertThat(d.evidence())
                      .extracting(AuditEntry::where)
                      .contains("cancel of order 1"));
      assertThat(requests())
          .hasSize(3)
          .last()
          .isEqualTo("DELETE /v1/api/iserver/account/DU1234567/order/1");
    }

    @Test
    @DisplayName("are Unknown and not Declined if the live leg is not seen to end")
    void aLateDeclineThatCannotBeUndone() throws Exception {
      server.enqueue(json(200, PARENT_AND_QUESTION));
      play("replies/declined", "orders/cancel-unknown-400");

      assertThat(desk.place(BRACKET, AnswerPolicy.decliningAll()))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).contains("declined because", "order 1"));
      assertThat(requests()).filteredOn(r -> r.startsWith("DELETE")).hasSize(1);
    }

    private String report(int id, String price) {
      return "{'order_id':"
          + id
          + ",'order_status':'PreSubmitted','side':'S','order_type':'LIMIT','total_size':'1.0','limit_price':'"
          + price
          + "'}";
    }
  }

  @Test
  @DisplayName("are sent as one group, each with a client order id, if they cancel each other")
  void oneCancelsAll() throws Exception {
    server.enqueue(
        json(
            200,
            "[{'order_id':'2','order_status':'PreSubmitted','local_order_id':'exit-2'},{'order_id':'1','order_status':'PreSubmitted','local_order_id':'exit-1'}]"));
    OneCancelsAll group =
        OneCancelsAll.named(
            "exit",
            Ticket.sell("1", conid(756733)).limit("500").build(),
            Ticket.sell("1", conid(756733)).limit("490").build());

    OrderOutcome outcome = desk.place(group, THE_CHAIN);

    assertThat(outcome)
        .asInstanceOf(type(OrderOutcome.Accepted.class))
        .satisfies(
            a -> assertThat(a.legs()).extracting(LegResult::orderId).containsExactly("1", "2"));
    assertThat(requests()).singleElement().asString().contains("\"isSingleGroup\":true");
  }
}
