package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.Needs;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.conformance.gateway.Capability;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How an order is changed. */
@DisplayName("A change of an order")
@ExtendWith(GatewayExtension.class)
final class ChangingClauses {

  @Test
  @Clause("MOD-01")
  @Needs(Capability.ORDERS)
  @DisplayName("that is not the whole ticket is refused")
  void aPartIsRefused(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = orders.acknowledgement(orders.placeFarLimit()).path("order_id").asText();

    RawGateway.Answer answer = orders.change(orderId, "{'price':2.00}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText())
        .as("error")
        .isEqualTo("conid or conidex is required");
    orders.cancel(orderId);
  }

  @Test
  @Clause("MOD-02")
  @Needs(Capability.ORDERS)
  @DisplayName("can raise a question, and keeps the order's id")
  void theIdStays(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = orders.acknowledgement(orders.placeFarLimit()).path("order_id").asText();

    RawGateway.Answer asked =
        orders.change(
            orderId,
            "{'conid':265598,'orderType':'LMT','price':2.00,'side':'BUY','tif':'DAY','quantity':1}");
    String question = asked.json().at("/0/message/0").asText();
    JsonNode changed = orders.acknowledgement(asked);

    assertThat(changed.path("order_id").asText()).as("order_id").isEqualTo(orderId);
    assertThat(orders.status(orderId).json().path("limit_price").asText())
        .as("limit_price")
        .isEqualTo("2.00");
    orders.cancel(orderId);
    Assumptions.assumeFalse(question.isEmpty(), "the gateway asked no question about the change");
  }
}
