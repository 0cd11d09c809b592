package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A prompt")
class PromptTest extends DeskAtAScriptedGateway {

  private static final AnswerPolicy CHOOSING =
      AnswerPolicy.decliningAll()
          .andAnsweringPrompt(
              "p12", body("orders/prompted-p12").path("text").asText(), "Use on this order");

  @ParameterizedTest
  @ValueSource(strings = {"replies/prompt-answered", "replies/prompt-answered-json"})
  @DisplayName(
      "is answered once where the policy chooses an option, and the order is then looked for")
  void isAnswered(String receipt) throws Exception {
    play("orders/prompted-p12", receipt);
    lookUps.liveOrder("'orderId':123456789,'order_ref':'mine','status':'Submitted'");

    OrderOutcome outcome = desk.place(TICKET, CHOOSING);

    assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
    assertThat(outcome.transcript())
        .singleElement()
        .satisfies(e -> assertThat(e.answer()).isEqualTo("Use on this order"))
        .satisfies(e -> assertThat(e.messageIds()).containsExactly("p12"));
    assertThat(requests())
        .hasSize(2)
        .last()
        .isEqualTo(
            "POST /v1/api/iserver/notification"
                + " {\"orderId\":123456789,\"reqId\":\"22170\",\"text\":\"Use on this order\"}");
  }

  @Test
  @DisplayName("whose receipt does not come leaves the order unknown, and is not answered again")
  void noReceipt() throws Exception {
    play("orders/prompted-p12", "orders/unknown-outcome-503");

    assertThat(desk.place(TICKET, CHOOSING)).isInstanceOf(OrderOutcome.Unknown.class);
    assertThat(requests()).hasSize(2);
  }

  @Test
  @DisplayName("that the policy does not name is handed on and not answered")
  void isHandedOn() throws Exception {
    play("orders/prompted-p12");

    assertThat(desk.place(TICKET, THE_CHAIN))
        .asInstanceOf(type(OrderOutcome.Prompted.class))
        .satisfies(p -> assertThat(p.prompt().messageId()).isEqualTo("p12"));
    assertThat(requests()).hasSize(1);
  }
}
