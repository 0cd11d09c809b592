package io.github.cpapi.conformance.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonArray;
import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.MockServer;
import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.PactDslWithProvider;
import au.com.dius.pact.consumer.junit5.PactConsumerTest;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.reply.OrderRow;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.QuestionAnswer;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What the client reads of each answer to an order and to a reply. The pact that this writes is
 * verified against the mock by {@code GatewayPactIT}.
 *
 * <p>The provider states are scenarios of the mock; {@link #PLAYING} names the recording that is
 * the next answer where no scenario leads to it.
 */
@PactConsumerTest
@PactTestFor(providerName = "gateway", pactVersion = PactSpecVersion.V4)
@DisplayName("The client and a gateway agree that")
class PlaceOrderPactTest {

  static final String CLIENT = "cpapi-client";
  static final String FRESH = "fresh-paper-account";
  static final String PLAYING = "fresh-paper-account playing a recording";

  private static final String ORDERS = "/v1/api/iserver/account/DU1234567/orders";
  private static final String FAR =
      "{\"orders\":[{\"conid\":265598,\"orderType\":\"LMT\",\"price\":1,\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":1}]}";

  @Pact(consumer = CLIENT)
  V4Pact question(PactDslWithProvider pact) {
    return placing(pact, "an order that raises a question", FRESH, Map.of(), questionRow());
  }

  @Test
  @PactTestFor(pactMethod = "question")
  @DisplayName("an order can be answered with a question, which has an id, texts and categories")
  void aQuestion(MockServer server) {
    OrderRow.Asked asked = onlyRow(place(server), OrderRow.Asked.class);

    assertThat(asked.question().id()).isNotBlank();
    assertThat(asked.question().message()).hasSize(1);
    assertThat(asked.question().messageIds()).hasSize(1);
  }

  @Pact(consumer = CLIENT)
  V4Pact acknowledgement(PactDslWithProvider pact) {
    return placing(
        pact,
        "an order that is acknowledged",
        PLAYING,
        recording("orders/acknowledged"),
        acknowledgementRow());
  }

  @Test
  @PactTestFor(pactMethod = "acknowledgement")
  @DisplayName("an order can be acknowledged, with an id of digits and a state")
  void anAcknowledgement(MockServer server) {
    OrderRow.Acknowledged acknowledged = onlyRow(place(server), OrderRow.Acknowledged.class);

    assertThat(acknowledged.order().orderId()).matches("\\d+");
    assertThat(acknowledged.order().orderStatus()).isNotNull();
  }

  @Pact(consumer = CLIENT)
  V4Pact failure(PactDslWithProvider pact) {
    DslPart row =
        newJsonArray(
                rows ->
                    rows.object(
                        r ->
                            r.stringValue("order_id", "-1")
                                .stringType("order_status", "Failed")
                                .stringType("text")))
            .build();
    return placing(
        pact, "an order that fails", PLAYING, recording("orders/failed-outside-hours"), row);
  }

  @Test
  @PactTestFor(pactMethod = "failure")
  @DisplayName("an order can fail, with the id -1 and a reason")
  void aFailure(MockServer server) {
    assertThat(onlyRow(place(server), OrderRow.Failed.class).failure().text()).isNotBlank();
  }

  @Pact(consumer = CLIENT)
  V4Pact refusal(PactDslWithProvider pact) {
    return placing(
        pact,
        "an order that is refused",
        PLAYING,
        recording("orders/refused-price-fields"),
        error("Invalid order price fields"));
  }

  @Test
  @PactTestFor(pactMethod = "refusal")
  @DisplayName("an order can be refused under status 200, with an error")
  void aRefusal(MockServer server) {
    assertThat(place(server))
        .isInstanceOfSatisfying(
            OrderReply.Refused.class, r -> assertThat(r.refusal().error()).isNotBlank());
  }

  @Pact(consumer = CLIENT)
  V4Pact prompt(PactDslWithProvider pact) {
    DslPart body =
        newJsonBody(
                o ->
                    o.integerType("orderId", 123456789)
                        .stringType("reqId", "1")
                        .stringType("text", "Use it?")
                        .stringType("messageId", "p12")
                        .booleanValue("prompt", true)
                        .array(
                            "options",
                            a ->
                                a.stringType("Use on this order")
                                    .stringType("Always use")
                                    .stringType("Do not use")))
            .build();
    return placing(
        pact, "an order that is prompted", PLAYING, recording("orders/prompted-p12"), body);
  }

  @Test
  @PactTestFor(pactMethod = "prompt")
  @DisplayName("an order can bring a prompt, with its options")
  void aPrompt(MockServer server) {
    assertThat(place(server))
        .isInstanceOfSatisfying(
            OrderReply.Prompted.class, p -> assertThat(p.prompt().options()).isNotEmpty());
  }

  @Pact(consumer = CLIENT)
  V4Pact nextQuestion(PactDslWithProvider pact) {
    return replying(
        pact,
        "a confirmed question that brings the next",
        Map.of("open", "o163"),
        true,
        200,
        questionRow());
  }

  @Test
  @PactTestFor(pactMethod = "nextQuestion")
  @DisplayName("a confirmed question can bring the next one")
  void aNextQuestion(MockServer server) {
    assertThat(onlyRow(reply(server, true), OrderRow.Asked.class).question().id()).isNotBlank();
  }

  @Pact(consumer = CLIENT)
  V4Pact lastQuestion(PactDslWithProvider pact) {
    return replying(
        pact,
        "a confirmed question that is the last",
        Map.of("open", "o10153"),
        true,
        200,
        acknowledgementRow());
  }

  @Test
  @PactTestFor(pactMethod = "lastQuestion")
  @DisplayName("the last confirmed question brings the acknowledgement")
  void theLastQuestion(MockServer server) {
    assertThat(onlyRow(reply(server, true), OrderRow.Acknowledged.class).order().orderId())
        .matches("\\d+");
  }

  @Pact(consumer = CLIENT)
  V4Pact decline(PactDslWithProvider pact) {
    return replying(
        pact,
        "a declined question",
        Map.of("open", "o163"),
        false,
        200,
        newJsonBody(o -> o.stringValue("error", "Order not confirmed ")).build());
  }

  @Test
  @PactTestFor(pactMethod = "decline")
  @DisplayName("a declined question discards the order")
  void aDecline(MockServer server) {
    assertThat(reply(server, false)).isInstanceOf(OrderReply.Refused.class);
  }

  private static V4Pact placing(
      PactDslWithProvider pact,
      String what,
      String state,
      Map<String, Object> parameters,
      DslPart answer) {
    return pact.given(state, parameters)
        .uponReceiving(what)
        .method("POST")
        .path(ORDERS)
        .headers("Content-Type", "application/json; charset=UTF-8")
        .body(FAR)
        .willRespondWith()
        .status(200)
        .body(answer)
        .toPact(V4Pact.class);
  }

  private static V4Pact replying(
      PactDslWithProvider pact,
      String what,
      Map<String, Object> parameters,
      boolean confirmed,
      int status,
      DslPart answer) {
    return pact.given(FRESH, parameters)
        .uponReceiving(what)
        .method("POST")
        .pathFromProviderState(
            "/v1/api/iserver/reply/${replyId}", "/v1/api/iserver/reply/a-reply-id")
        .headers("Content-Type", "application/json; charset=UTF-8")
        .body("{\"confirmed\":" + confirmed + "}")
        .willRespondWith()
        .status(status)
        .body(answer)
        .toPact(V4Pact.class);
  }

  private static Map<String, Object> recording(String name) {
    return Map.of("recording", name);
  }

  private static DslPart questionRow() {
    return newJsonArray(
            rows ->
                rows.object(
                    row ->
                        row.stringType("id", "a-reply-id")
                            .array("message", message -> message.stringType("Are you sure?"))
                            .array("messageIds", ids -> ids.stringType("o163"))))
        .build();
  }

  private static DslPart acknowledgementRow() {
    return newJsonArray(
            rows ->
                rows.object(
                    row ->
                        row.stringMatcher("order_id", "\\d+", "1000000001")
                            .stringType("order_status", "PendingSubmit")))
        .build();
  }

  private static DslPart error(String example) {
    return newJsonBody(o -> o.stringType("error", example)).build();
  }

  private static OrderReply place(MockServer server) {
    OrderTicket ticket =
        OrderTicket.builder()
            .conid(265598L)
            .orderType(OrderType.LMT)
            .price(BigDecimal.ONE)
            .side(Side.BUY)
            .timeInForce(TimeInForce.DAY)
            .quantity(BigDecimal.ONE)
            .build();
    OrderSubmission submission = OrderSubmission.builder().orders(List.of(ticket)).build();
    return at(
        server,
        gateway -> gateway.calls().value(gateway.orders().placeOrders("DU1234567", submission)));
  }

  private static OrderReply reply(MockServer server, boolean confirmed) {
    QuestionAnswer answer = QuestionAnswer.builder().confirmed(confirmed).build();
    return at(
        server,
        gateway -> gateway.calls().value(gateway.replies().answerQuestion("a-reply-id", answer)));
  }

  private static OrderReply at(MockServer server, Function<Gateway, OrderReply> call) {
    try (Gateway gateway =
        Gateway.connect(
            server.getUrl() + "/v1/api",
            TlsTrust.system(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            "pact")) {
      return call.apply(gateway);
    }
  }

  private static <T extends OrderRow> T onlyRow(OrderReply reply, Class<T> kind) {
    assertThat(reply).isInstanceOf(OrderReply.Rows.class);
    List<OrderRow> rows = ((OrderReply.Rows) reply).rows();
    assertThat(rows).singleElement().isInstanceOf(kind);
    return kind.cast(rows.get(0));
  }
}
