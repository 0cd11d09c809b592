package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotLoggedInException;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The order desk")
class OrderDeskTest {

  private static final Recordings RECORDINGS = Recordings.load();
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final AnswerPolicy THE_CHAIN = AnswerPolicy.accepting("o163", "o354", "o10153");
  private static final Ticket TICKET =
      Ticket.buy("1", conid(265598)).limit("1.00").clientOrderId("mine").build();

  private final MockWebServer server = new MockWebServer();
  private Gateway gateway;
  private OrderDesk desk;

  @BeforeEach
  void start() throws Exception {
    server.start();
    gateway =
        Gateway.connect(
            server.url("/v1/api").toString(),
            TlsTrust.system(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            "test");
    desk =
        new OrderDesk(
            gateway,
            new ContractDesk(gateway),
            "DU1234567",
            Clock.fixed(NOON, ZoneOffset.UTC),
            () -> "chosen");
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  @Nested
  @DisplayName("Given questions that the policy accepts")
  class GivenAcceptedQuestions {

    @Test
    @DisplayName("answers each once, in turn, and reports the order as accepted")
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
                      .extracting(Exchange::confirmed)
                      .containsExactly(true, true, true))
          .satisfies(a -> assertThat(a.transcript()).extracting(Exchange::at).containsOnly(NOON));
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
    @DisplayName("gives up on a question that comes again under an id that was answered")
    void repeatedIdStops() throws Exception {
      play("orders/question-o163", "orders/question-o163");

      OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

      assertThat(outcome)
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).contains("asked again"));
      assertThat(requests()).hasSize(2);
    }

    @Test
    @DisplayName("gives up on questions that do not end")
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
    @DisplayName("declines it and reports which and why")
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
                      .extracting(Exchange::confirmed)
                      .containsExactly(true, false));
      assertThat(requests()).last().asString().endsWith("{\"confirmed\":false}");
    }

    @Test
    @DisplayName("declines the questions beside it too, before any is accepted")
    void oneDeclineDeclinesAll() throws Exception {
      String both =
          "["
              + body("orders/question-o163").get(0)
              + ","
              + body("replies/question-o10153").get(0)
              + "]";
      server.enqueue(json(200, both));
      play("replies/declined", "replies/declined");

      OrderOutcome outcome = desk.place(TICKET, AnswerPolicy.accepting("o163"));

      assertThat(outcome).isInstanceOf(OrderOutcome.Declined.class);
      assertThat(requests())
          .filteredOn(r -> r.contains("/reply/"))
          .hasSize(2)
          .allMatch(r -> r.endsWith("{\"confirmed\":false}"));
    }

    @Test
    @DisplayName("takes a row that calls the order cancelled for a confirmation too")
    void aCancelledRowConfirms() {
      play("orders/question-o163", "replies/declined-row");

      assertThat(desk.place(TICKET, AnswerPolicy.decliningAll()))
          .isInstanceOf(OrderOutcome.Declined.class);
    }

    @Test
    @DisplayName("reports the order if the gateway acknowledges it in spite of the decline")
    void anAcknowledgedDeclineIsUnknown() {
      play("orders/question-o163", "replies/acknowledged");

      assertThat(desk.place(TICKET, AnswerPolicy.decliningAll()))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.orders()).hasSize(1));
    }

    @Test
    @DisplayName("reports an order that was acknowledged beside it")
    void anOrderBesideADeclinedQuestionIsNotLost() {
      server.enqueue(
          json(
              200,
              "["
                  + body("replies/acknowledged").get(0)
                  + ","
                  + body("replies/question-o10153").get(0)
                  + "]"));
      play("replies/declined");

      assertThat(desk.place(TICKET, AnswerPolicy.decliningAll()))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.orders()).hasSize(1));
    }

    @Test
    @DisplayName("does not claim to have declined where the gateway does not confirm it")
    void anUnconfirmedDeclineIsUnknown() throws Exception {
      play("orders/question-o163", "replies/not-found-documented");

      assertThat(desk.place(TICKET, AnswerPolicy.decliningAll()))
          .isInstanceOf(OrderOutcome.Unknown.class);
    }
  }

  @Nested
  @DisplayName("Given an answer that is no acknowledgement")
  class GivenNoAcknowledgement {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "orders/refused-price-fields",
          "orders/refused-bare-array-400",
          "orders/failed-outside-hours",
          "orders/refused-in-array"
        })
    @DisplayName("reports a refusal in the gateway's words")
    void refusals(String recording) {
      play(recording);

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Refused.class))
          .satisfies(r -> assertThat(body(recording).toString()).contains(r.reason()));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "orders/unknown-outcome-503",
          "orders/refused-empty-500",
          "orders/refused-all-or-none-future-500",
          "orders/bracket-child-failed"
        })
    @DisplayName(
        "says honestly that the fate is unknown, under which name to look, and sends nothing more")
    void unknownFates(String recording) throws Exception {
      play(recording);

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.clientOrderId()).isEqualTo("mine"));
      assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[{}]", "<html>busy</html>", ""})
    @DisplayName("takes nothing that it does not understand for an acceptance")
    void nothingStrangeIsAccepted(String body) throws Exception {
      server.enqueue(json(200, body));

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("hands a prompt on")
    void prompts() {
      play("orders/prompted-p12");

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Prompted.class))
          .satisfies(p -> assertThat(p.prompt().options()).contains("Use on this order"));
    }

    @Test
    @DisplayName("throws where the gateway has no login, because then nothing was placed")
    void notLoggedIn() {
      server.enqueue(new MockResponse.Builder().code(401).build());

      assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
          .isInstanceOf(NotLoggedInException.class);
    }
  }

  @Nested
  @DisplayName("Given an acknowledgement that does not convince")
  class GivenADoubtfulAcknowledgement {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[{'order_id':'0','order_status':'Submitted'}]",
          "[{'order_id':'-1','order_status':'Submitted'}]",
          "[{'order_id':'12345678','order_status':'Inactive'}]",
          "[{'order_id':'12345678','order_status':'Melted'}]",
          "[{'order_id':'12345678','order_status':'Submitted','local_order_id':'somebody-else'}]",
          "[{'order_id':'12345678','order_status':'Submitted','error':{'a':1}}]",
          "[{'order_id':'12345678','order_status':'Submitted','cqe':{'post_payload':{'rejections':['no']}}}]",
          "[{'order_id':'12345678','order_status':'Submitted'}] and more",
          "[{'order_id':'12345678','order_status':'Rejected','order_status':'Submitted'}]",
          "[{'order_id':'12345678','order_status':'Submitted'},{'order_id':'12345679','order_status':'Submitted'}]",
          "[{'order_id':'12345678','order_status':'Submitted'},{'error':'no'}]",
          "[{'strange':1},{'order_id':'12345678','order_status':'Submitted'}]"
        })
    @DisplayName("does not call the order accepted")
    void isNotAccepted(String answer) throws Exception {
      server.enqueue(json(200, answer.replace('\'', '"')));

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("names the orders that were acknowledged beside what is not understood")
    void keepsTheOrders() {
      server.enqueue(
          json(
              200, "[{\"strange\":1},{\"order_id\":\"12345678\",\"order_status\":\"Submitted\"}]"));

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(
              u ->
                  assertThat(u.orders())
                      .singleElement()
                      .satisfies(o -> assertThat(o.orderId()).isEqualTo("12345678")));
    }
  }

  @Nested
  @DisplayName("Given a question that cannot be answered")
  class GivenABrokenQuestion {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[{'id':'a','message':[null],'messageIds':['o163']}]",
          "[{'id':'a','message':['text'],'messageIds':[null]}]",
          "[{'id':'','message':['text'],'messageIds':['o163']}]",
          "[{'id':'..','message':['text'],'messageIds':['o163']}]",
          "[{'id':'a/b','message':['text'],'messageIds':['o163']}]"
        })
    @DisplayName("throws nothing after the order was sent, and answers nothing")
    void isUnknown(String answer) throws Exception {
      server.enqueue(json(200, answer.replace('\'', '"')));

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'error':'reply id not found: x'}",
          "{'error':'Service Unavailable','statusCode':503}"
        })
    @DisplayName(
        "is not taken for a refusal where its id is lost: the order may hang on it and go live")
    void aLostQuestionIsUnknown(String answer) {
      play("orders/question-o163");
      server.enqueue(json(200, answer.replace('\'', '"')));

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
    }

    @Test
    @DisplayName("names the questions that were not answered when the line breaks")
    void theOthersAreNamed() {
      server.enqueue(
          json(
              200,
              "["
                  + body("orders/question-o163").get(0)
                  + ","
                  + body("replies/question-o10153").get(0)
                  + "]"));
      server.enqueue(
          new MockResponse.Builder()
              .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
              .build());

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(
              u ->
                  assertThat(u.openQuestions())
                      .singleElement()
                      .satisfies(q -> assertThat(q.messageIds()).containsExactly("o10153")));
    }

    @Test
    @DisplayName("leaves no other question open when one answer ends the talk")
    void theOthersAreDeclined() throws Exception {
      server.enqueue(
          json(
              200,
              "["
                  + body("orders/question-o163").get(0)
                  + ","
                  + body("replies/question-o10153").get(0)
                  + "]"));
      play("orders/refused-limit-price", "replies/declined");

      OrderOutcome outcome = desk.place(TICKET, THE_CHAIN);

      assertThat(outcome).isInstanceOf(OrderOutcome.Declined.class);
      assertThat(requests()).last().asString().endsWith("{\"confirmed\":false}");
    }
  }

  @Nested
  @DisplayName("Given trouble on the line")
  class GivenTrouble {

    @Test
    @DisplayName("sends an order once although the connection breaks before the answer")
    void aBrokenConnectionIsNotRetried() throws Exception {
      server.enqueue(
          new MockResponse.Builder()
              .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
              .build());
      play("replies/acknowledged");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("sends an order once although no answer comes in time")
    void silenceIsNotRetried() throws Exception {
      server.enqueue(
          new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
      play("replies/acknowledged");

      assertThat(desk.place(TICKET, THE_CHAIN))
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(u -> assertThat(u.why()).contains("no answer"));
      assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 503})
    @DisplayName("sends an order once although the gateway invites to repeat it")
    void anInvitationIsNotFollowed(int status) throws Exception {
      server.enqueue(new MockResponse.Builder().code(status).addHeader("Retry-After", "0").build());
      play("replies/acknowledged");

      assertThat(desk.place(TICKET, THE_CHAIN)).isNotInstanceOf(OrderOutcome.Accepted.class);
      assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 503})
    @DisplayName("sends an answer once although the gateway invites to repeat it")
    void anInvitationToAnswerAgainIsNotFollowed(int status) throws Exception {
      play("orders/question-o163");
      server.enqueue(new MockResponse.Builder().code(status).addHeader("Retry-After", "0").build());
      play("replies/acknowledged");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    @DisplayName("throws nothing although an error has the body null")
    void theBodyNull(int status) {
      server.enqueue(json(status, "null"));

      assertThat(desk.place(TICKET, THE_CHAIN)).isNotInstanceOf(OrderOutcome.Accepted.class);
    }

    @Test
    @DisplayName("sends an answer once although the reply ends in 503")
    void anOvertakenReplyIsNotRetried() throws Exception {
      play("orders/question-o163", "replies/overtaken-503");

      assertThat(desk.place(TICKET, THE_CHAIN)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThat(requests()).hasSize(2);
    }
  }

  @Test
  @DisplayName("names an order itself where the ticket does not")
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
  @DisplayName("holds one conversation at a time for an account, across all desks")
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
    OrderDesk another =
        new OrderDesk(
            gateway, new ContractDesk(gateway), "DU1234567", Clock.systemUTC(), () -> "b");

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
  @DisplayName("tells a cancel that was not taken from one that was")
  void cancels() {
    play("orders/cancel-acknowledged", "orders/cancel-unknown-400");

    assertThat(desk.cancel("1"))
        .isInstanceOf(io.github.cpapi.client.reply.CancelReply.Acknowledged.class);
    assertThat(desk.cancel("2"))
        .isInstanceOf(io.github.cpapi.client.reply.CancelReply.Refused.class);
  }

  private void play(String... recordings) {
    for (String name : recordings) {
      Recording recording = RECORDINGS.get(name);
      server.enqueue(
          json(recording.status(), recording.responseBody().map(JsonNode::toString).orElse("")));
    }
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static JsonNode body(String recording) {
    return RECORDINGS.get(recording).responseBody().orElseThrow();
  }

  private static String idOf(String recording) {
    return body(recording).at("/0/id").asText();
  }

  private List<String> requests() throws InterruptedException {
    List<String> requests = new ArrayList<>();
    for (int i = server.getRequestCount(); i > 0; i--) {
      RecordedRequest request = server.takeRequest();
      String body = request.getBody() == null ? "" : " " + request.getBody().utf8();
      requests.add(request.getMethod() + " " + request.getTarget() + body);
    }
    return requests;
  }
}
