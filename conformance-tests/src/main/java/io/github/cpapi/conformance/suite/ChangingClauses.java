package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.RawGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How an order is changed. */
@DisplayName("A change of an order")
@ExtendWith(GatewayExtension.class)
final class ChangingClauses {

  @Test
  @Clause("MOD-01")
  @DisplayName("that is not the whole ticket is refused")
  void aPartIsRefused(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = orders.confirmAll(orders.placeFarLimit("")).at("/0/order_id").asText();

    RawGateway.Answer answer = orders.change(orderId, "{'price':2.00}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("conid or conidex is required");
    orders.cancel(orderId);
  }

  @Test
  @Clause("MOD-02")
  @DisplayName("can raise a question, and keeps the order's id")
  void theIdStays(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = orders.confirmAll(orders.placeFarLimit("")).at("/0/order_id").asText();

    RawGateway.Answer asked =
        orders.change(
            orderId,
            "{'conid':265598,'orderType':'LMT','price':2.00,'side':'BUY','tif':'DAY','quantity':1}");
    JsonNode changed = orders.confirmAll(asked);

    assertThat(asked.json().at("/0/message/0").asText()).isNotBlank();
    assertThat(changed.at("/0/order_id").asText()).isEqualTo(orderId);
    assertThat(orders.status(orderId).json().path("limit_price").asText()).isEqualTo("2.00");
    orders.cancel(orderId);
  }
}
