package io.github.cpapi.conformance.pact;

import static io.github.cpapi.conformance.pact.LowLevelClient.place;
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
import io.github.cpapi.generated.model.OrderAcknowledgement;
import io.github.cpapi.generated.model.OrderQuestion;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The members that the client reads in each answer to an order; see {@code GatewayPactIT}. */
@PactConsumerTest
@PactTestFor(providerName = ProviderStates.PROVIDER, pactVersion = PactSpecVersion.V4)
@DisplayName("The client and a gateway agree that an order")
class PlaceOrdersPactTest {

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact question(PactDslWithProvider pact) {
    return ordering(
        pact,
        "an order that raises a question",
        ProviderStates.FRESH,
        Map.of(),
        AnswerBodies.question(),
        200);
  }

  @Test
  @PactTestFor(pactMethod = "question")
  @DisplayName("can be answered with a question, which has an id, texts and categories")
  void aQuestion(MockServer server) {
    OrderQuestion question = place(server).onlyRow(OrderRow.Asked.class).question();

    assertThat(question.id()).isNotBlank();
    assertThat(question.message()).hasSize(1);
    assertThat(question.messageIds()).hasSize(1);
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact acknowledgement(PactDslWithProvider pact) {
    return playing(
        pact,
        "an order that is acknowledged",
        "orders/acknowledged",
        AnswerBodies.acknowledgement());
  }

  @Test
  @PactTestFor(pactMethod = "acknowledgement")
  @DisplayName("can be acknowledged, with an id of digits and a state")
  void anAcknowledgement(MockServer server) {
    OrderAcknowledgement order = place(server).onlyRow(OrderRow.Acknowledged.class).order();

    assertThat(order.orderId()).matches("\\d+");
    assertThat(order.orderStatus()).isNotNull();
  }

  /** Third parties claim this shape for replies; the client also accepts it for orders. */
  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact bareAcknowledgement(PactDslWithProvider pact) {
    return playing(
        pact,
        "an order that is acknowledged without an array",
        "replies/acknowledged-bare-object",
        AnswerBodies.bareAcknowledgement());
  }

  @Test
  @PactTestFor(pactMethod = "bareAcknowledgement")
  @DisplayName("can be acknowledged by a bare object, which is one row")
  void aBareAcknowledgement(MockServer server) {
    OrderAcknowledgement order = place(server).onlyRow(OrderRow.Acknowledged.class).order();

    assertThat(order.orderId()).matches("\\d+");
    assertThat(order.orderStatus()).isNotNull();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact failure(PactDslWithProvider pact) {
    return playing(
        pact, "an order that fails", "orders/failed-outside-hours", AnswerBodies.failure());
  }

  @Test
  @PactTestFor(pactMethod = "failure")
  @DisplayName("can fail, with the id -1 and a reason")
  void aFailure(MockServer server) {
    assertThat(place(server).onlyRow(OrderRow.Failed.class).failure().text()).isNotBlank();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact refusedRow(PactDslWithProvider pact) {
    return playing(
        pact,
        "an order that is refused in a row",
        "orders/refused-in-array",
        AnswerBodies.refusedRow());
  }

  @Test
  @PactTestFor(pactMethod = "refusedRow")
  @DisplayName("can be refused by a row with an error")
  void aRefusedRow(MockServer server) {
    assertThat(place(server).onlyRow(OrderRow.Refused.class).refusal().error()).isNotBlank();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact refusal(PactDslWithProvider pact) {
    return playing(
        pact, "an order that is refused", "orders/refused-price-fields", AnswerBodies.refusal());
  }

  @Test
  @PactTestFor(pactMethod = "refusal")
  @DisplayName("can be refused with status 200 and an error")
  void aRefusal(MockServer server) {
    assertThat(place(server).reply(OrderReply.Refused.class).refusal().error()).isNotBlank();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact badRequest(PactDslWithProvider pact) {
    return ordering(
        pact,
        "an order that is refused as a bad request",
        ProviderStates.PLAYING,
        ProviderStates.answer("placeOrders", "orders/refused-no-contract-400"),
        AnswerBodies.refusal(),
        400);
  }

  @Test
  @PactTestFor(pactMethod = "badRequest")
  @DisplayName("can be refused with status 400 and an error")
  void aBadRequest(MockServer server) {
    LowLevelClient.Read answer = place(server);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error().orElseThrow().error()).isNotBlank();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact prompt(PactDslWithProvider pact) {
    return playing(pact, "an order that is prompted", "orders/prompted-p12", AnswerBodies.prompt());
  }

  @Test
  @PactTestFor(pactMethod = "prompt")
  @DisplayName("can lead to a prompt, with its options")
  void aPrompt(MockServer server) {
    assertThat(place(server).reply(OrderReply.Prompted.class).prompt().options()).isNotEmpty();
  }

  private static V4Pact playing(
      PactDslWithProvider pact, String what, String recording, DslPart answer) {
    return ordering(
        pact,
        what,
        ProviderStates.PLAYING,
        ProviderStates.answer("placeOrders", recording),
        answer,
        200);
  }

  private static V4Pact ordering(
      PactDslWithProvider pact,
      String what,
      String state,
      Map<String, Object> parameters,
      DslPart answer,
      int status) {
    return pact.given(state, parameters)
        .uponReceiving(what)
        .method("POST")
        .path(LowLevelClient.ORDERS)
        .headers("Content-Type", "application/json; charset=UTF-8")
        .body(LowLevelClient.FAR_LIMIT)
        .willRespondWith()
        .status(status)
        .body(answer)
        .toPact(V4Pact.class);
  }
}
