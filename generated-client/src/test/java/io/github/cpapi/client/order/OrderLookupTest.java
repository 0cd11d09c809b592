package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.outcome.AuditEntry;
import io.github.cpapi.client.outcome.FailureReason;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.generated.model.OrderStatus;
import java.time.Duration;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An order that got no clear answer")
class OrderLookupTest extends DeskAtAScriptedGateway {

  private static final String SUBMITTED =
      "'orderId':7001,'order_ref':'mine','status':'Submitted','order_ccp_status':'Submitted','filledQuantity':0.0";
  private static final String AWAITING_REPLY =
      "'orderId':7001,'order_ref':'mine','status':'Inactive','order_ccp_status':'Pending Submit'";

  /** Every way in which the answer to an order can fail to come. */
  static Stream<MockResponse> faults() {
    return Stream.of(
        new MockResponse.Builder()
            .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
            .build(),
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build(),
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build(),
        json(401, ""),
        json(403, "<html>Access Denied</html>"),
        json(404, ""),
        json(407, ""),
        json(421, "<html>"),
        json(425, ""),
        json(429, "slow down"),
        json(500, ""),
        json(502, "<html>"),
        json(503, "{\"error\":\"Service Unavailable\",\"statusCode\":503}"),
        json(200, "<html>busy</html>"),
        json(200, "[{\"strange\":1}]"),
        json(200, ""),
        json(200, "[]"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  @DisplayName("but is found working is accepted, and was sent once")
  void landed(MockResponse fault) throws Exception {
    server.giveUpSoonOn("POST");
    server.enqueue(fault);
    lookUps.liveOrder(SUBMITTED);

    OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

    assertThat(outcome)
        .asInstanceOf(type(OrderOutcome.Accepted.class))
        .satisfies(
            a -> assertThat(a.orders()).extracting(LegResult::orderId).containsExactly("7001"))
        .satisfies(a -> assertThat(a.evidence()).extracting(AuditEntry::at).containsOnly(NOON));
    assertThat(requests()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("faults")
  @DisplayName("and is not found stays Unknown, names where it was looked for, and was sent once")
  void notLanded(MockResponse fault) throws Exception {
    server.giveUpSoonOn("POST");
    server.enqueue(fault);

    OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

    assertThat(outcome)
        .asInstanceOf(type(OrderOutcome.Unknown.class))
        .satisfies(
            u ->
                assertThat(u.evidence())
                    .hasSize(3)
                    .allSatisfy(
                        s -> assertThat(s.seen()).isEqualTo("order_ref mine is not among the 0")));
    assertThat(requests()).hasSize(1);
    assertThat(pauses)
        .hasSize(2)
        .allSatisfy(pause -> assertThat(pause).isBetween(ofSeconds(4), ofSeconds(5)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  @DisplayName("and waits for an answer is Stranded, because its question is not known")
  void stranded(MockResponse fault) throws Exception {
    server.giveUpSoonOn("POST");
    server.enqueue(fault);
    lookUps.liveOrder(AWAITING_REPLY);
    lookUps.status("7001", 404, "");

    OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

    assertThat(outcome)
        .asInstanceOf(type(OrderOutcome.Stranded.class))
        .satisfies(
            s -> assertThat(s.legs()).singleElement().isInstanceOf(LegResult.AwaitingReply.class))
        .satisfies(
            s ->
                assertThat(s.evidence())
                    .extracting(AuditEntry::where)
                    .contains("live orders", "order status"));
    assertThat(requests()).hasSize(1);
  }

  @Test
  @DisplayName("because there was no connection throws: nothing was sent")
  void noConnection() {
    String url = server.baseUrl();
    server.close();

    try (Gateway nobody =
        Gateway.connect(
            url, TlsTrust.system(), Duration.ofSeconds(2), Duration.ofSeconds(2), "test")) {
      OrderDesk desk =
          new OrderDesk(nobody, new ContractDesk(nobody), "DU1234567", journal, settings);

      assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
          .isInstanceOf(NotSentException.class)
          .hasMessageContaining("nothing was sent");
    }
    assertThat(journal.open()).isEmpty();
  }

  @Nested
  @DisplayName("Given a question before")
  class GivenAQuestion {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "replies/overtaken-503",
          "replies/not-found-400",
          "replies/not-found-documented",
          "orders/refused-limit-price"
        })
    @DisplayName("is Stranded if it still waits for it, and each request was sent once")
    void theQuestionIsLost(String recording) throws Exception {
      play("orders/question-o163", recording);
      lookUps.liveOrder(AWAITING_REPLY);

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Stranded.class);
      assertThat(requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 500})
    @DisplayName("is Stranded if it still waits for it, whatever the error says")
    void theReplyIsRefusedInOtherWords(int status) throws Exception {
      play("orders/question-o163");
      server.enqueue(json(status, "{\"error\":\"no reply with this identifier\"}"));
      lookUps.liveOrder(AWAITING_REPLY);

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Stranded.class);
      assertThat(requests()).hasSize(2);
    }

    @Test
    @DisplayName("is Accepted if it went live despite the 503")
    void itWentLive() throws Exception {
      play("orders/question-o163", "replies/overtaken-503");
      lookUps.liveOrder(AWAITING_REPLY, SUBMITTED);

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
      assertThat(requests()).hasSize(2);
    }

    @Test
    @DisplayName("is Declined if the decline got no answer but the order is seen cancelled")
    void theDeclineIsSeen() throws Exception {
      play("orders/question-o163");
      server.enqueue(json(503, ""));
      lookUps.liveOrder(
          "'orderId':7001,'order_ref':'mine','status':'Cancelled','filledQuantity':0.0");

      assertThat(desk.place(TICKET, AnswerPolicy.decliningAll()))
          .isInstanceOf(OrderOutcome.Declined.class);
      assertThat(requests()).hasSize(2);
    }

    @Test
    @DisplayName("is Stranded if the decline got no answer and the order still waits")
    void theDeclineWasLost() throws Exception {
      play("orders/question-o163", "replies/not-found-400");
      lookUps.liveOrder(AWAITING_REPLY);

      assertThat(desk.place(TICKET, AnswerPolicy.decliningAll()))
          .asInstanceOf(type(OrderOutcome.Stranded.class))
          .satisfies(s -> assertThat(s.why()).contains("the policy does not name o163"));
      assertThat(requests()).hasSize(2);
    }
  }

  @Nested
  @DisplayName("Given what the broker shows")
  class GivenLookUps {

    @Test
    @DisplayName("is looked for again if the first list of the session is empty")
    void theFirstSnapshotIsEmpty() {
      server.enqueue(json(503, ""));
      lookUps.liveOrders(
          "{'orders':[],'snapshot':false}",
          "{'orders':[{'conid':265598," + SUBMITTED + "}],'snapshot':true}");

      OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

      assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
      assertThat(outcome.evidence().get(0).seen()).contains("snapshot is false");
      assertThat(pauses).hasSize(1);
    }

    @Test
    @DisplayName("is found in the trades if it is no longer in the live orders")
    void filled() {
      server.enqueue(json(503, ""));
      lookUps.trades(
          "[{'execution_id':'1','conid':265598,'order_id':7001,'order_ref':'mine','size':1.0}]");

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Accepted.class))
          .satisfies(
              a ->
                  assertThat(a.orders())
                      .extracting(LegResult.Placed::orderStatus)
                      .containsExactly(OrderStatus.FILLED));
    }

    @Test
    @DisplayName("is looked up by status after a partial fill in the trades")
    void partlyFilled() {
      server.enqueue(json(503, ""));
      lookUps.trades(
          "[{'execution_id':'1','conid':265598,'order_id':7001,'order_ref':'mine','size':0.4}]");
      lookUps.status("7001", 200, "{'order_id':7001,'order_status':'Submitted','cum_fill':'0.4'}");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'order_id':7002,'order_status':'Submitted','cum_fill':'0'}",
          "{'order_id':7001,'account':'DU7654321','order_status':'Submitted','cum_fill':'0'}"
        })
    @DisplayName("is not accepted because of a report on another order")
    void anotherReport(String report) {
      server.enqueue(json(200, "[{\"order_id\":\"7001\",\"order_status\":\"Inactive\"}]"));
      lookUps.status("7001", 200, report);

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
    }

    @Test
    @DisplayName("does not count as filled because of a trade on the opposite side")
    void anotherSide() {
      server.enqueue(json(503, ""));
      lookUps.trades(
          "[{'execution_id':'1','conid':265598,'order_id':7001,'order_ref':'mine','size':1.0,'side':'S'}]");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
    }

    @Test
    @DisplayName("with a direct route does not match another contract")
    void anotherContract() {
      server.enqueue(json(503, ""));
      lookUps.liveOrder(SUBMITTED);
      Ticket routed =
          Ticket.buy("1", conid(8314)).limit("1.00").route("NYSE").clientOrderId("mine").build();

      assertThat(desk.place(routed, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
    }

    @Test
    @DisplayName("is Refused if the broker accepted it and ended it with nothing filled")
    void ended() {
      server.enqueue(json(503, ""));
      lookUps.liveOrder(
          "'orderId':7001,'order_ref':'mine','status':'Cancelled','filledQuantity':0.0,"
              + "'order_cancellation_by_system_reason':'too late'");

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Refused.class))
          .satisfies(r -> assertThat(r.reason()).isEqualTo(FailureReason.ENDED))
          .satisfies(r -> assertThat(r.message()).contains("too late"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "'orderId':7001,'order_ref':'mine','status':'Inactive'",
          "'orderId':7001,'order_ref':'mine','status':'Melted'",
          "'orderId':7001,'order_ref':'mine','status':'Cancelled'",
          "'orderId':7001,'order_ref':'other','status':'Submitted'",
          "'orderId':7001,'order_ref':'mine','status':'Submitted','account':'DU7654321'",
          "'orderId':7001,'order_ref':'mine','status':'Submitted','side':'SELL'",
          "'orderId':7001,'order_ref':'mine','status':'Submitted','totalSize':2.0",
          "'orderId':7001,'status':'Submitted'"
        })
    @DisplayName("is not accepted because of a row that does not prove it")
    void proofIsNeeded(String row) {
      server.enqueue(json(503, ""));
      lookUps.liveOrder(row);

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
    }

    @Test
    @DisplayName("is not accepted if two orders have its client order id")
    void namesakes() {
      server.enqueue(json(503, ""));
      lookUps.liveOrders(
          "{'orders':[{'conid':265598,"
              + SUBMITTED
              + "},{'conid':265598,"
              + SUBMITTED.replace("7001", "7002")
              + "}],'snapshot':true}");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
    }

    @Test
    @DisplayName("is no longer Stranded if it waited for a question and then left the list")
    void strandedIsTakenBack() {
      server.enqueue(json(503, ""));
      lookUps.liveOrders(
          "{'orders':[{'conid':265598," + AWAITING_REPLY + "}],'snapshot':true}",
          "{'orders':[],'snapshot':true}");

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).contains("no longer listed"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'orders':[null],'snapshot':true}",
          "{'orders':[null,{'conid':265598,'orderId':7002,'status':'Filled'}],'snapshot':true}",
          "{'orders':[{'conid':265598,'orderId':7001,'totalSize':1e999999999}],'snapshot':true}",
          "{'orders':null,'snapshot':true}",
          "[]",
          "null",
          "7"
        })
    @DisplayName("is found by the next look after one returned nonsense")
    void aBadLook(String nonsense) {
      server.enqueue(json(503, ""));
      lookUps.trades("[null,{'execution_id':'1','conid':1,'order_id':7,'size':1e999999999}]");
      lookUps.liveOrders(
          nonsense, "{'orders':[{'conid':265598," + SUBMITTED + "}],'snapshot':true}");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("is found in trades that contain null")
    void aTradeThatIsNull() {
      server.enqueue(json(503, ""));
      lookUps.trades(
          "[null,{'execution_id':'1','conid':265598,'order_id':7001,'order_ref':'mine','size':1.0}]");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("is no longer looked for after an interrupt")
    void interrupted() {
      server.enqueue(json(503, ""));
      OrderDesk impatient =
          open(
              journal,
              settings.sleeper(
                  time -> {
                    throw new InterruptedException();
                  }));

      OrderOutcome outcome = impatient.place(TICKET, THE_CHAIN);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(outcome).isInstanceOf(OrderOutcome.Unknown.class);
    }
  }
}
