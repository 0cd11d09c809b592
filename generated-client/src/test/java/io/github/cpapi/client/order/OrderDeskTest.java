package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.outcome.AnsweredQuestion;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The order desk")
class OrderDeskTest extends DeskAtAScriptedGateway {

  @Nested
  @DisplayName("Given questions that the policy accepts")
  class GivenAcceptedQuestions {

    @Test
    @DisplayName("answers each once, in order, and reports the order as accepted")
    void carriesTheOrderThrough() throws Exception {
      play(
          "orders/question-o163",
          "replies/question-o354",
          "replies/question-o10153",
          "replies/acknowledged");

      OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

      assertThat(outcome)
          .asInstanceOf(type(OrderOutcome.Accepted.class))
          .satisfies(
              a ->
                  assertThat(a.orders())
                      .singleElement()
                      .satisfies(o -> assertThat(o.orderStatus()).hasToString("PendingSubmit")))
          .satisfies(
              a ->
                  assertThat(a.transcript())
                      .extracting(AnsweredQuestion::answer)
                      .containsExactly("yes", "yes", "yes"))
          .satisfies(
              a -> assertThat(a.transcript()).extracting(AnsweredQuestion::at).containsOnly(NOON));
      assertThat(requests())
          .containsExactly(
              "POST /v1/api/iserver/account/DU1234567/orders"
                  + " {\"orders\":[{\"acctId\":\"DU1234567\",\"conid\":265598,\"cOID\":\"mine\",\"orderType\":\"LMT\","
                  + "\"price\":1.00,\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":1}]}",
              "POST /v1/api/iserver/reply/"
                  + idOf("orders/question-o163")
                  + " {\"confirmed\":true}",
              "POST /v1/api/iserver/reply/"
                  + idOf("replies/question-o354")
                  + " {\"confirmed\":true}",
              "POST /v1/api/iserver/reply/"
                  + idOf("replies/question-o10153")
                  + " {\"confirmed\":true}");
    }

    @Test
    @DisplayName("stops at a question whose id was already answered")
    void repeatedIdStops() throws Exception {
      play("orders/question-o163", "orders/question-o163");

      OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

      assertThat(outcome)
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).contains("asked again"));
      assertThat(requests()).hasSize(2);
    }

    @Test
    @DisplayName("stops if the questions do not end")
    void endlessQuestionsStop() throws Exception {
      for (int i = 0; i < 30; i++) {
        server.enqueue(
            json(
                200,
                body("orders/question-o354")
                    .toString()
                    .replace(idOf("orders/question-o354"), "id-" + i)));
      }

      OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

      assertThat(outcome)
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).contains("the questions did not end"));
      assertThat(requests()).hasSize(22).last().asString().endsWith("{\"confirmed\":false}");
    }
  }

  @Nested
  @DisplayName("Given a question that the policy does not accept")
  class GivenAnUnexpectedQuestion {

    @Test
    @DisplayName("declines it and reports the question and the reason")
    void declines() throws Exception {
      play("orders/question-o163", "replies/question-o354", "replies/declined");

      OrderOutcome outcome = desk.place(TICKET, AnswerPolicy.accepting("o163"));

      assertThat(outcome)
          .asInstanceOf(type(OrderOutcome.Declined.class))
          .satisfies(d -> assertThat(d.question().messageIds()).containsExactly("o354"))
          .satisfies(d -> assertThat(d.why()).isEqualTo("the policy does not name o354"))
          .satisfies(
              d ->
                  assertThat(d.transcript())
                      .extracting(AnsweredQuestion::answer)
                      .containsExactly("yes", "no"));
      assertThat(requests()).last().asString().endsWith("{\"confirmed\":false}");
    }

    @Test
    @DisplayName("declines the questions beside it too, before any is accepted")
    void oneDeclineDeclinesAll() throws Exception {
      server.enqueue(rows("orders/question-o163", "replies/question-o10153"));
      play("replies/declined", "replies/declined");

      OrderOutcome outcome = desk.place(TICKET, AnswerPolicy.accepting("o163"));

      assertThat(outcome).isInstanceOf(OrderOutcome.Declined.class);
      assertThat(requests())
          .filteredOn(r -> r.contains("/reply/"))
          .hasSize(2)
          .allMatch(r -> r.endsWith("{\"confirmed\":false}"));
    }

    @Test
    @DisplayName("declines it if the person who is asked throws, and says why")
    void thePersonThrows() throws Exception {
      play("orders/question-o163", "replies/declined");

      assertThat(desk.place(TICKET, AnswerPolicy.decliningAll().andAsking(new Absentee())))
          .asInstanceOf(type(OrderOutcome.Declined.class))
          .satisfies(d -> assertThat(d.why()).isEqualTo("the policy failed: out to lunch"));
      assertThat(requests()).hasSize(2).last().asString().endsWith("{\"confirmed\":false}");
    }

    @Test
    @DisplayName("accepts a row with a cancelled order as a confirmation")
    void aCancelledRowConfirms() {
      play("orders/question-o163", "replies/declined-row");

      assertThat(desk.place(TICKET, AnswerPolicy.decliningAll()))
          .isInstanceOf(OrderOutcome.Declined.class);
    }

    @Test
    @DisplayName("cancels the order if the gateway acknowledges it despite the decline")
    void anAcknowledgedDeclineIsCancelled() throws Exception {
      play("orders/question-o163", "replies/acknowledged", "orders/cancel-acknowledged");
      String orderId = body("replies/acknowledged").at("/0/order_id").asText();
      lookUps.liveOrder(
          "'orderId':" + orderId + ",'order_ref':'mine','status':'Submitted','filledQuantity':0.0",
          "'orderId':" + orderId + ",'order_ref':'mine','status':'Cancelled','filledQuantity':0.0");

      OrderOutcome outcome = desk.place(TICKET, AnswerPolicy.decliningAll());

      assertThat(outcome).isInstanceOf(OrderOutcome.Declined.class);
      assertThat(requests())
          .hasSize(3)
          .last()
          .isEqualTo("DELETE /v1/api/iserver/account/DU1234567/order/" + orderId);
    }

    @Test
    @DisplayName("cancels an order acknowledged beside it, once, and reports its fill")
    void anOrderBesideADeclinedQuestionIsNotLost() throws Exception {
      server.enqueue(rows("replies/acknowledged", "replies/question-o10153"));
      play("replies/declined", "orders/cancel-acknowledged");
      String orderId = body("replies/acknowledged").at("/0/order_id").asText();
      lookUps.liveOrder("'orderId':" + orderId + ",'status':'Filled','filledQuantity':1.0");

      assertThat(desk.place(TICKET, AnswerPolicy.decliningAll()))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).contains("order " + orderId + " is Filled"))
          .satisfies(
              u ->
                  assertThat(u.orders())
                      .singleElement()
                      .satisfies(o -> assertThat(o.orderId()).isEqualTo(orderId)));
      assertThat(requests()).filteredOn(request -> request.startsWith("DELETE")).hasSize(1);
    }

    @Test
    @DisplayName("does not report Declined unless the gateway confirms it")
    void anUnconfirmedDeclineIsUnknown() throws Exception {
      play("orders/question-o163", "replies/not-found-documented");

      assertThat(desk.place(TICKET, AnswerPolicy.decliningAll()))
          .isInstanceOf(OrderOutcome.Unknown.class);
    }
  }

  @Test
  @DisplayName("chooses a client order id if the ticket has none")
  void choosesAName() throws Exception {
    play("orders/acknowledged");

    desk.place(Ticket.buy("1", conid(265598)).market().build(), THE_CHAIN);

    assertThat(requests()).singleElement().asString().contains("\"cOID\":\"chosen\"");
  }

  @Test
  @DisplayName("sends bodies with their length, because the gateway loses chunked ones")
  void bodiesHaveALength() throws Exception {
    play("orders/acknowledged");

    desk.place(TICKET, THE_CHAIN);

    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Content-Length"))
        .isEqualTo(String.valueOf(request.getBodySize()));
    assertThat(request.getHeaders().get("Transfer-Encoding")).isNull();
  }

  @Test
  @DisplayName("checks an algo before it sends anything")
  void checksTheAlgo() throws Exception {
    for (int i = 0; i < 4; i++) {
      play("algos/adaptive-and-vwap-parameters");
    }
    Ticket.Builder ticket = Ticket.buy("1", conid(8314)).limit("142");

    assertThatThrownBy(() -> desk.place(ticket.algo("adaptive").build(), THE_CHAIN))
        .hasMessageContaining("does not offer 'adaptive'")
        .hasMessageContaining("Adaptive");
    assertThatThrownBy(() -> desk.place(ticket.algo("Adaptive").build(), THE_CHAIN))
        .hasMessageContaining("adaptivePriority is required");
    assertThatThrownBy(
            () -> desk.place(ticket.algoParameter("adaptivePriority", "Hasty").build(), THE_CHAIN))
        .hasMessage(
            "algo Adaptive: adaptivePriority: expected one of [Urgent, Normal, Patient], but got Hasty");
    assertThat(requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  @DisplayName("has one conversation at a time for an account, across all desks")
  void oneConversationAtATime() throws Exception {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return request.getTarget().endsWith("/orders")
                ? json(200, body("orders/question-o163").toString())
                : json(200, body("replies/acknowledged").toString());
          }
        });
    OrderDesk another = open(journal, settings);

    List<CompletableFuture<OrderOutcome>> placed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      OrderDesk either = i % 2 == 0 ? desk : another;
      placed.add(CompletableFuture.supplyAsync(() -> either.place(TICKET, THE_CHAIN)));
    }
    placed.forEach(CompletableFuture::join);

    List<Boolean> isOrder =
        requests().stream().map(request -> request.contains("/orders ")).toList();
    for (int i = 0; i < isOrder.size(); i++) {
      assertThat(isOrder.get(i)).as("request %s", i).isEqualTo(i % 2 == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "", " ", "*", "1/../2"})
  @DisplayName("cancels one order, never all of them")
  void cancelsOneOrder(String orderId) throws Exception {
    assertThatThrownBy(() -> desk.cancel(orderId))
        .hasMessageStartingWith("orderId: expected the digits of one order");
    assertThat(requests()).isEmpty();
  }

  @Test
  @DisplayName("distinguishes a refused cancel from an acknowledged one")
  void cancels() {
    play("orders/cancel-acknowledged", "orders/cancel-unknown-400");

    assertThat(desk.cancel("1")).isInstanceOf(CancelReply.Acknowledged.class);
    assertThat(desk.cancel("2")).isInstanceOf(CancelReply.Refused.class);
  }
}
