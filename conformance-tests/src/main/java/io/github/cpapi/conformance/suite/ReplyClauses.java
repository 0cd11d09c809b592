package io.github.cpapi.conformance.suite;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.outcome.AnsweredQuestion;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.policy.MessageIds;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import io.github.cpapi.conformance.Needs;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.conformance.gateway.Capability;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the broker's questions are asked and answered. */
@DisplayName("A question")
@ExtendWith(GatewayExtension.class)
final class ReplyClauses {

  @Test
  @Clause("RPL-01")
  @Needs(Capability.ORDERS)
  @DisplayName("that is confirmed can lead to the next one, with a new id")
  void theNextQuestionHasANewId(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String first = orders.questionId(orders.placeFarLimit());

    String second = orders.questionId(orders.answer(first, "true"));

    assertThat(second).isNotBlank().isNotEqualTo(first);
    orders.answer(second, "false");
  }

  @Test
  @Clause("RPL-02")
  @Needs(Capability.ORDERS)
  @DisplayName("can be answered only once")
  void anIdWorksOnce(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String id = orders.questionId(orders.placeFarLimit());
    String next = orders.questionId(orders.answer(id, "true"));

    RawGateway.Answer again = orders.answer(id, "true");

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().path("error").asText())
        .as("error")
        .isEqualTo("reply id not found: '" + id + "'");
    orders.answer(next, "false");
  }

  @Test
  @Clause("RPL-03")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("that was never asked cannot be answered")
  void anUnknownIdIsRefused(GatewayUnderTest gateway) {
    RawGateway.Answer answer =
        new Orders(gateway).answer("00000000-0000-4000-8000-00000000ffff", "true");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText())
        .as("error")
        .isEqualTo("reply id not found: '00000000-0000-4000-8000-00000000ffff'");
  }

  @Test
  @Clause("RPL-04")
  @Needs(Capability.ORDERS)
  @DisplayName("answered with false discards the order")
  void falseDiscards(GatewayUnderTest gateway) {
    try (CpapiClient client = gateway.client()) {
      Orders orders = new Orders(gateway);
      Ticket ticket =
          Ticket.buy("1", conid(265598)).limit("1.00").clientOrderId(orders.newName()).build();

      OrderOutcome outcome = client.orders().place(ticket, AnswerPolicy.decliningAll());

      Assumptions.assumeFalse(
          outcome instanceof OrderOutcome.Accepted, "the gateway asked no question");
      assertThat(outcome).isInstanceOf(OrderOutcome.Declined.class);
      assertThat(orders.live()).isEmpty();
    }
  }

  @Test
  @Clause("RPL-05")
  @Needs(Capability.ORDERS)
  @DisplayName("answered with text instead of a boolean fails with status 500 and no body")
  void confirmedIsABoolean(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String id = orders.questionId(orders.placeFarLimit());

    RawGateway.Answer answer = orders.answer(id, "'true'");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).isEmpty();
    orders.answer(id, "false");
  }

  @Test
  @Clause("RPL-06")
  @Needs(Capability.FRESH_ACCOUNT)
  @DisplayName(
      "is asked three times for a limit far from the market: price, market data, price cap; then the order is submitted")
  void theObservedChain(GatewayUnderTest gateway) {
    try (CpapiClient client = gateway.client()) {
      Ticket ticket = Ticket.buy("1", conid(265598)).limit("1.00").build();

      OrderOutcome outcome =
          client
              .orders()
              .place(
                  ticket,
                  AnswerPolicy.accepting(
                      MessageIds.PRICE_PERCENTAGE,
                      MessageIds.NO_MARKET_DATA,
                      MessageIds.PRICE_CAP));

      assertThat(outcome.transcript())
          .flatExtracting(AnsweredQuestion::messageIds)
          .containsExactly("o163", "o354", "o10153");
      assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
      assertThat(((OrderOutcome.Accepted) outcome).orders())
          .singleElement()
          .satisfies(order -> assertThat(order.orderStatus()).hasToString("PendingSubmit"))
          .satisfies(order -> client.orders().cancel(order.orderId()));
    }
  }

  @Test
  @Clause("RPL-07")
  @Needs(Capability.OPEN_QUESTIONS)
  @DisplayName(
      "that another order overtakes gets 503 when answered, and its order can go live later")
  void anotherOrderOvertakes(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String name = orders.newName();
    String first = orders.questionId(orders.placeFarLimit(name));
    RawGateway.Answer other = orders.placeFarLimit();

    RawGateway.Answer overtaken = orders.answer(first, "true");
    JsonNode awaitingReply = orders.live().get(0);
    orders.confirmAll(other);

    assertThat(overtaken.status()).isEqualTo(503);
    assertThat(awaitingReply.path("order_ref").asText()).as("order_ref").isEqualTo(name);
    assertThat(awaitingReply.path("status").asText()).as("status").isEqualTo("Inactive");
    assertThat(orders.live())
        .hasSize(2)
        .allSatisfy(
            row -> assertThat(row.path("status").asText()).as("status").isEqualTo("Submitted"))
        .allSatisfy(row -> orders.cancel(row.path("orderId").asText()));
  }

  @Test
  @Clause("PRM-01")
  @IsolatedGateway("price-management-prompt")
  @DisplayName("that is a prompt is answered with one of its options, and the receipt is a text")
  void promptsTakeAnOption(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    JsonNode prompt = orders.confirmAll(orders.placeFarLimit());

    RawGateway.Answer receipt = orders.choose(prompt);

    assertThat(prompt.path("prompt").asBoolean()).as("prompt").isTrue();
    assertThat(receipt.status()).isEqualTo(200);
    assertThat(receipt.text()).isEqualTo("Success");
    assertThat(orders.live())
        .singleElement()
        .satisfies(
            row -> assertThat(row.path("status").asText()).as("status").isEqualTo("Submitted"));
  }

  @Test
  @Clause("SUP-01")
  @Needs(Capability.SESSION_CHANGES)
  @DisplayName("can be suppressed by any category, but not by an empty list")
  void suppressions(GatewayUnderTest gateway) {
    RawGateway.Answer unknown =
        gateway.raw().post("/iserver/questions/suppress", "{'messageIds':['ZZZZZ','ZZZZZ']}");
    RawGateway.Answer none = gateway.raw().post("/iserver/questions/suppress", "{'messageIds':[]}");

    assertThat(unknown.status()).isEqualTo(200);
    assertThat(unknown.json().path("status").asText()).as("status").isEqualTo("submitted");
    assertThat(none.status()).isEqualTo(500);
  }
}
