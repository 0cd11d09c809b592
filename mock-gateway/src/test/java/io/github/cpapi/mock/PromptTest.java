package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.scenario.Scenario;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A prompt")
class PromptTest {

  private MockGateway gateway;
  private Caller caller;

  @BeforeEach
  void start() {
    gateway =
        MockGateway.start(
            MockGatewayOptions.defaults()
                .http()
                .scenario(Scenario.named("price-management-prompt")));
    caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), Recording.ACCOUNT);
    caller.get("/iserver/accounts");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  @DisplayName("comes as an object after the last question, about an order that waits (Q37)")
  void comesLast() {
    Exchange prompt = prompted();

    assertThat(prompt.recording()).isEqualTo("replies/prompted-p12");
    assertThat(prompt.json().path("prompt").asBoolean()).isTrue();
    assertThat(prompt.json().path("orderId").isIntegralNumber()).isTrue();
    assertThat(caller.firstLiveOrder().path("orderId")).isEqualTo(prompt.json().path("orderId"));
    assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Inactive");
  }

  @Test
  @DisplayName("is answered as a notification, in plain text; the order goes on (Q38)")
  void answered() {
    Exchange prompt = prompted();

    Exchange receipt = answer(prompt, "Do not use");

    assertThat(receipt.body()).isEqualTo("Success");
    assertThat(receipt.header("Content-Type")).isEqualTo("text/plain");
    assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Submitted");
    assertThat(answer(prompt, "Do not use").status()).isEqualTo(501);
  }

  @Test
  @DisplayName(
      "can lose the answer to its reply by a fault, also in an account that is not selected")
  void receiptLost() {
    try (MockGateway mock =
        MockGateway.start(
            MockGatewayOptions.defaults()
                .http()
                .accounts("DU7654321", Recording.ACCOUNT)
                .scenario(Scenario.named("price-management-prompt")))) {
      caller = new Caller(HttpClient.newHttpClient(), mock.baseUrl(), Recording.ACCOUNT);
      caller.get("/iserver/accounts");
      Exchange prompt = prompted();
      mock.arm(ArmedFault.of(Fault.ACCEPTED_THEN_RESET).account(Recording.ACCOUNT));

      assertThatThrownBy(() -> answer(prompt, "Do not use"))
          .isInstanceOf(UncheckedIOException.class);

      assertThat(mock.armed()).isEmpty();
      assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Submitted");
    }
  }

  @Test
  @DisplayName("cannot be answered like a question")
  void noReply() {
    Exchange prompt = prompted();

    assertThat(caller.reply(prompt.json().path("reqId").asText(), true).recording())
        .isEqualTo("replies/not-found-400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"orderId\":ORDER,\"reqId\":\"REQUEST\",\"text\":\"Yes\"}",
        "{\"orderId\":ORDER,\"reqId\":\"1\",\"text\":\"Do not use\"}",
        "{\"orderId\":1,\"reqId\":\"REQUEST\",\"text\":\"Do not use\"}",
        "{\"reqId\":\"REQUEST\",\"text\":\"Do not use\"}"
      })
  @DisplayName("stays open after a wrong answer, which is a marked 501")
  void wrongAnswer(String body) {
    Exchange prompt = prompted();

    Exchange refused =
        caller.post(
            "/iserver/notification",
            body.replace("ORDER", prompt.json().path("orderId").asText())
                .replace("REQUEST", prompt.json().path("reqId").asText()));

    assertThat(refused.status()).isEqualTo(501);
    assertThat(answer(prompt, "Do not use").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("can follow a change; the order stays unchanged until it is answered")
  void change() {
    Exchange prompt = prompted();
    answer(prompt, "Always use");
    String orderId = prompt.json().path("orderId").asText();

    Exchange again = caller.confirm(caller.modify(orderId, Caller.FAR_LIMIT.replace("1.00", "2")));

    assertThat(again.json().path("orderId").asText()).isEqualTo(orderId);
    assertThat(caller.status(orderId).json().path("limit_price").asText()).isEqualTo("1.00");
    answer(again, "Do not use");
    assertThat(caller.status(orderId).json().path("limit_price").asText()).isEqualTo("2.00");
  }

  private Exchange prompted() {
    return caller.placeAndConfirm(Caller.FAR_LIMIT);
  }

  private Exchange answer(Exchange prompt, String text) {
    return caller.post(
        "/iserver/notification",
        "{\"orderId\":%s,\"reqId\":\"%s\",\"text\":\"%s\"}"
            .formatted(
                prompt.json().path("orderId").asText(),
                prompt.json().path("reqId").asText(),
                text));
  }
}
