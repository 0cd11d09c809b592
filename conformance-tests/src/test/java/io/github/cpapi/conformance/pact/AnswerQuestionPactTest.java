package io.github.cpapi.conformance.pact;

import static io.github.cpapi.conformance.pact.LowLevelClient.reply;
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
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The members that the client reads in each answer to a reply; see {@code GatewayPactIT}. */
@PactConsumerTest
@PactTestFor(providerName = ProviderStates.PROVIDER, pactVersion = PactSpecVersion.V4)
@DisplayName("The client and a gateway agree that a reply")
class AnswerQuestionPactTest {

  /** A placeholder; the provider state replaces it by the id of the open question. */
  private static final String ID = "a-reply-id";

  private static final String NEVER_ASKED = "00000000-0000-4000-8000-00000000ffff";

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact nextQuestion(PactDslWithProvider pact) {
    return replying(
        pact, "a confirmed question that leads to the next", "o163", true, AnswerBodies.question());
  }

  @Test
  @PactTestFor(pactMethod = "nextQuestion")
  @DisplayName("that confirms can lead to the next question")
  void aNextQuestion(MockServer server) {
    assertThat(reply(server, ID, true).onlyRow(OrderRow.Asked.class).question().id()).isNotBlank();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact lastQuestion(PactDslWithProvider pact) {
    return replying(
        pact,
        "a confirmed question that is the last",
        "o10153",
        true,
        AnswerBodies.acknowledgement());
  }

  @Test
  @PactTestFor(pactMethod = "lastQuestion")
  @DisplayName("that confirms the last question leads to the acknowledgement")
  void theLastQuestion(MockServer server) {
    OrderAcknowledgement order =
        reply(server, ID, true).onlyRow(OrderRow.Acknowledged.class).order();

    assertThat(order.orderId()).matches("\\d+");
    assertThat(order.orderStatus()).isNotNull();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact bareAcknowledgement(PactDslWithProvider pact) {
    return playing(
        pact,
        "a confirmed question whose order is acknowledged without an array",
        "replies/acknowledged-bare-object",
        AnswerBodies.bareAcknowledgement());
  }

  @Test
  @PactTestFor(pactMethod = "bareAcknowledgement")
  @DisplayName("can return the acknowledgement as a bare object, which is one row")
  void aBareAcknowledgement(MockServer server) {
    OrderAcknowledgement order =
        reply(server, ID, true).onlyRow(OrderRow.Acknowledged.class).order();

    assertThat(order.orderId()).matches("\\d+");
    assertThat(order.orderStatus()).isNotNull();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact failure(PactDslWithProvider pact) {
    return playing(
        pact,
        "a confirmed question whose order fails",
        "orders/failed-outside-hours",
        AnswerBodies.failure());
  }

  @Test
  @PactTestFor(pactMethod = "failure")
  @DisplayName("can return the failure of the order, with the id -1 and a reason")
  void aFailure(MockServer server) {
    assertThat(reply(server, ID, true).onlyRow(OrderRow.Failed.class).failure().text())
        .isNotBlank();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact refusedRow(PactDslWithProvider pact) {
    return playing(
        pact,
        "a confirmed question whose order is refused in a row",
        "orders/refused-in-array",
        AnswerBodies.refusedRow());
  }

  @Test
  @PactTestFor(pactMethod = "refusedRow")
  @DisplayName("can return the refusal of the order, as a row with an error")
  void aRefusedRow(MockServer server) {
    assertThat(reply(server, ID, true).onlyRow(OrderRow.Refused.class).refusal().error())
        .isNotBlank();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact refusal(PactDslWithProvider pact) {
    return playing(
        pact,
        "a confirmed question whose order is refused",
        "orders/refused-price-fields",
        AnswerBodies.refusal());
  }

  @Test
  @PactTestFor(pactMethod = "refusal")
  @DisplayName("can return the refusal of the order with status 200 and an error")
  void aRefusal(MockServer server) {
    assertThat(reply(server, ID, true).reply(OrderReply.Refused.class).refusal().error())
        .isNotBlank();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact decline(PactDslWithProvider pact) {
    return replying(pact, "a declined question", "o163", false, AnswerBodies.notConfirmed());
  }

  @Test
  @PactTestFor(pactMethod = "decline")
  @DisplayName("that declines discards the order")
  void aDecline(MockServer server) {
    assertThat(reply(server, ID, false).reply(OrderReply.Refused.class).refusal().error())
        .startsWith("Order not confirmed");
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact notFound(PactDslWithProvider pact) {
    return pact.given(ProviderStates.FRESH)
        .uponReceiving("a reply to a question that was never asked")
        .method("POST")
        .path("/v1/api/iserver/reply/" + NEVER_ASKED)
        .headers("Content-Type", "application/json; charset=UTF-8")
        .body("{\"confirmed\":true}")
        .willRespondWith()
        .status(400)
        .body(AnswerBodies.refusal())
        .toPact(V4Pact.class);
  }

  @Test
  @PactTestFor(pactMethod = "notFound")
  @DisplayName("to a question that was never asked is refused with status 400 and an error")
  void notFound(MockServer server) {
    LowLevelClient.Read answer = reply(server, NEVER_ASKED, true);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error().orElseThrow().error()).isNotBlank();
  }

  @Pact(consumer = ProviderStates.CONSUMER)
  V4Pact prompt(PactDslWithProvider pact) {
    return playing(
        pact,
        "a confirmed question that leads to a prompt",
        "replies/prompted-p12",
        AnswerBodies.prompt());
  }

  @Test
  @PactTestFor(pactMethod = "prompt")
  @DisplayName("can return a prompt, with its options")
  void aPrompt(MockServer server) {
    assertThat(reply(server, ID, true).reply(OrderReply.Prompted.class).prompt().options())
        .isNotEmpty();
  }

  /** For answers that no question of the mock leads to. */
  private static V4Pact playing(
      PactDslWithProvider pact, String what, String recording, DslPart answer) {
    return replying(
        pact,
        what,
        ProviderStates.PLAYING,
        ProviderStates.answer("answerQuestion", recording),
        true,
        answer);
  }

  private static V4Pact replying(
      PactDslWithProvider pact,
      String what,
      String openQuestion,
      boolean confirmed,
      DslPart answer) {
    return replying(
        pact, what, ProviderStates.FRESH, Map.of("open", openQuestion), confirmed, answer);
  }

  private static V4Pact replying(
      PactDslWithProvider pact,
      String what,
      String state,
      Map<String, Object> parameters,
      boolean confirmed,
      DslPart answer) {
    return pact.given(state, parameters)
        .uponReceiving(what)
        .method("POST")
        .pathFromProviderState("/v1/api/iserver/reply/${replyId}", "/v1/api/iserver/reply/" + ID)
        .headers("Content-Type", "application/json; charset=UTF-8")
        .body("{\"confirmed\":" + confirmed + "}")
        .willRespondWith()
        .status(200)
        .body(answer)
        .toPact(V4Pact.class);
  }
}
