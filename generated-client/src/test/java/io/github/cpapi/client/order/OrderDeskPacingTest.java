package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.pacing.HandMovedTime;
import io.github.cpapi.client.pacing.Limits;
import io.github.cpapi.client.pacing.Pacer;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.client.transport.TlsTrust;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An order at a gateway that has locked us out")
class OrderDeskPacingTest extends DeskAtAScriptedGateway {

  private final Pacer pacer =
      Pacer.of(Limits.documented(), Duration.ofMinutes(15), HandMovedTime.movedByWaiting());

  @Test
  @DisplayName("is not sent, and that is said so: it is not an order whose fate is unknown")
  void isNotSent() {
    pacer.tooManyRequests(null);

    try (Gateway paced = paced()) {
      assertThatThrownBy(() -> desk(paced).place(TICKET, THE_CHAIN))
          .isInstanceOf(NotSentException.class);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  @DisplayName("is unknown where the lock-out came after it was sent: a question hangs")
  void isUnknown() throws Exception {
    play("orders/question-o163");
    server.enqueue(json(429, ""));

    try (Gateway paced = paced()) {
      OrderOutcome outcome = desk(paced).place(TICKET, AnswerPolicy.accepting("o163"));

      assertThat(outcome)
          .asInstanceOf(type(OrderOutcome.Unknown.class))
          .satisfies(
              unknown ->
                  assertThat(unknown.legs())
                      .extracting(Leg::clientOrderId)
                      .containsExactly("mine"));
    }
    assertThat(requests()).hasSize(2);
  }

  private OrderDesk desk(Gateway paced) {
    return settings(journal).open(paced, new ContractDesk(paced), "DU1234567");
  }

  private Gateway paced() {
    return Gateway.connect(
        server.url("/v1/api").toString(),
        TlsTrust.system(),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        "test",
        new PacingPolicy(pacer, Duration.ofSeconds(10), (operation, duration) -> {}));
  }
}
