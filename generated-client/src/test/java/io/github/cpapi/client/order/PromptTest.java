package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
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
  @DisplayName("is answered once if the policy chooses an option, and the order is then looked for")
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
  @DisplayName("without a receipt leaves the order Unknown, and is not answered again")
  void noReceipt() throws Exception {
    play("orders/prompted-p12", "orders/unknown-outcome-503");

    assertThat(desk.place(TICKET, CHOOSING)).isInstanceOf(OrderOutcome.Unknown.class);
    assertThat(requests()).hasSize(2);
  }

  @Test
  @DisplayName("that the policy does not name is returned and not answered")
  void isHandedOn() throws Exception {
    play("orders/prompted-p12");

    assertThat(desk.place(TICKET, THE_CHAIN))
        .asInstanceOf(type(OrderOutcome.Prompted.class))
        .satisfies(p -> assertThat(p.prompt().messageId()).isEqualTo("p12"));
    assertThat(requests()).hasSize(1);
  }

  @Test
  @DisplayName("is returned and not answered if the person who is asked throws")
  void thePersonThrows() throws Exception {
    play("orders/prompted-p12");

    assertThat(desk.place(TICKET, THE_CHAIN.andAsking(new Absentee())))
        .isInstanceOf(OrderOutcome.Prompted.class);
    assertThat(requests()).hasSize(1);
  }

  @Nested
  @DisplayName("that is still open")
  class LeftOpen {

    @Test
    @DisplayName("blocks the next order, and the message says how to answer it")
    void isNotOver() throws Exception {
      play("orders/prompted-p12", "orders/acknowledged");
      desk.place(TICKET, THE_CHAIN);
      Ticket again = Ticket.buy("1", conid(265598)).limit("1.00").build();

      assertThatThrownBy(() -> desk.place(again, CHOOSING))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("answerPrompt(\"22170\", policy)");
      assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("is answered by its id, once, and the order is then looked for")
    void isAnswered() throws Exception {
      play("orders/prompted-p12", "replies/prompt-answered");
      desk.place(TICKET, THE_CHAIN);
      lookUps.liveOrder("'orderId':123456789,'order_ref':'mine','status':'Submitted'");

      OrderOutcome outcome = desk.answerPrompt("22170", CHOOSING);

      assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
      assertThat(journal.open()).isEmpty();
      assertThatThrownBy(() -> desk.answerPrompt("22170", CHOOSING))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("but got '22170'");
      assertThat(requests()).hasSize(2);
    }

    @Test
    @DisplayName("is not answered by a policy that names none of its options")
    void noOption() throws Exception {
      play("orders/prompted-p12");
      desk.place(TICKET, THE_CHAIN);

      assertThatThrownBy(() -> desk.answerPrompt("22170", THE_CHAIN))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Use on this order");
      assertThat(requests()).hasSize(1);
      assertThat(journal.open()).hasSize(1);
    }

    @Test
    @DisplayName("is not answered again when no receipt came")
    void answeredOnce() throws Exception {
      play("orders/prompted-p12", "orders/unknown-outcome-503");
      desk.place(TICKET, THE_CHAIN);

      assertThat(desk.answerPrompt("22170", CHOOSING)).isInstanceOf(OrderOutcome.Unknown.class);
      assertThatThrownBy(() -> desk.answerPrompt("22170", CHOOSING))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(requests()).hasSize(2);
    }

    @Test
    @DisplayName("stays open if recover() does not find the order, and can still be answered")
    void recover() {
      play("orders/prompted-p12", "replies/prompt-answered");
      desk.place(TICKET, THE_CHAIN);

      assertThat(desk.recover())
          .singleElement()
          .satisfies(
              found -> assertThat(found.outcome()).isInstanceOf(OrderOutcome.Prompted.class));
      lookUps.liveOrder("'orderId':123456789,'order_ref':'mine','status':'Submitted'");
      assertThat(desk.answerPrompt("22170", CHOOSING)).isInstanceOf(OrderOutcome.Accepted.class);
    }
  }
}
