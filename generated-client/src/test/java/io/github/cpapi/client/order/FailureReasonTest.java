package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.outcome.FailureReason;
import io.github.cpapi.client.outcome.OrderOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A refusal")
class FailureReasonTest extends DeskAtAScriptedGateway {

  @ParameterizedTest
  @CsvSource({
    "orders/refused-duplicate-client-order-id, DUPLICATE_CLIENT_ORDER_ID",
    "orders/refused-duplicate-client-order-id-400, DUPLICATE_CLIENT_ORDER_ID",
    "orders/refused-price-fields, PRICE_FIELDS",
    "orders/refused-limit-price, PRICE_OUT_OF_BAND",
    "orders/refused-no-permission, PERMISSION",
    "orders/refused-future-operator, EXCHANGE",
    "orders/refused-future-operator-in-array, EXCHANGE",
    "orders/refused-outside-hours-stop, ATTRIBUTE",
    "orders/failed-outside-hours, ATTRIBUTE",
    "orders/refused-unknown-contract, CONTRACT",
    "orders/refused-no-contract-400, CONTRACT",
    "orders/refused-java-exception, OTHER"
  })
  @DisplayName("is classified by the gateway's message, and keeps it")
  void kinds(String recording, FailureReason reason) {
    play(recording);

    assertThat(desk.place(TICKET, THE_CHAIN))
        .asInstanceOf(type(OrderOutcome.Refused.class))
        .satisfies(r -> assertThat(r.reason()).isEqualTo(reason))
        .satisfies(r -> assertThat(r.message()).isNotBlank());
  }
}
