package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.policy.AnswerPolicy;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A gateway")
class GatewayKindTest extends DeskAtAScriptedGateway {

  private void answers(MockResponse answer) {
    server.enqueue(answer);
    gateway.calls().answer(gateway.session().getAuthStatus());
  }

  private static MockResponse status(boolean ofMock) {
    MockResponse status = json(200, body("session/auth-status").toString());
    return ofMock ? status.newBuilder().addHeader("X-Mock-Gateway", "cpapi").build() : status;
  }

  @Test
  @DisplayName("is a mock if its answers say so, and is asked once before the first answer")
  void isMock() {
    server.enqueue(status(true));

    assertThat(gateway.hasAnswered()).isFalse();
    assertThat(gateway.isMock()).isTrue();
    assertThat(gateway.hasAnswered()).isTrue();
    assertThat(gateway.isMock()).isTrue();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("is not identified by an answer that may come from a proxy")
  void inBetween() {
    server.enqueue(new MockResponse.Builder().code(502).body("<html>").build());
    gateway.calls().answer(gateway.session().getAuthStatus());

    assertThat(gateway.hasAnswered()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "true, was a mock and now is a real gateway",
    "false, was a real gateway and now is a mock"
  })
  @DisplayName("that changes between mock and real receives no more orders")
  void changed(boolean mockFirst, String message) throws Exception {
    answers(status(mockFirst));
    answers(status(!mockFirst));
    answers(status(mockFirst));

    assertThatThrownBy(() -> desk.place(TICKET, THE_CHAIN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> desk.modify("77", TICKET, THE_CHAIN))
        .isInstanceOf(IllegalStateException.class);
    assertThat(requests()).hasSize(3);
    assertThat(journal.open()).isEmpty();
  }

  @Test
  @DisplayName("that has changed receives no answer to a prompt, and the prompt stays open")
  void prompt() throws Exception {
    play("orders/prompted-p12");
    desk.place(TICKET, THE_CHAIN);
    answers(status(true));
    AnswerPolicy choosing =
        AnswerPolicy.decliningAll()
            .andAnsweringPrompt(
                "p12", body("orders/prompted-p12").path("text").asText(), "Use on this order");

    assertThatThrownBy(() -> desk.answerPrompt("22170", choosing))
        .isInstanceOf(IllegalStateException.class);
    assertThat(requests()).hasSize(2);
    assertThat(journal.open())
        .singleElement()
        .satisfies(entry -> assertThat(entry.prompt()).isNotNull());
  }
}
