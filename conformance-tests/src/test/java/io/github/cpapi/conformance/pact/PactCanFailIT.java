package io.github.cpapi.conformance.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@DisplayName("The verification of the pact")
class PactCanFailIT {

  @Test
  @DisplayName("turns red when a gateway leaves out a member that the client reads")
  void aMissingMemberIsNoticed() {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(GatewayWithoutOrderStatus.class))
            .execute()
            .testEvents();

    assertThat(tests.failed().stream())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.getTestDescriptor().getDisplayName())
                    .contains("an order that is acknowledged"));
    assertThat(tests.succeeded().count()).isGreaterThan(4);
  }

  /** Acknowledges an order without its state. */
  static class GatewayWithoutOrderStatus extends PactVerification {
    @Override
    void spoil(String recording, JsonNode body) {
      if (recording.equals("orders/acknowledged")) {
        ((ObjectNode) body.get(0)).remove("order_status");
      }
    }
  }
}
