package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.junit.MockGatewayExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BuyerTest {

  @RegisterExtension
  final MockGatewayExtension mock =
      MockGatewayExtension.withClient(CpapiClient.class, CpapiClient::forTests);

  @BeforeEach
  void openSession(CpapiClient client) {
    client.session().open();
  }

  @Test
  void anOrderBelowTheMarketWaits(CpapiClient client) {
    OrderOutcome outcome = new Buyer(client).buy("10", "AAPL", "150");

    assertInstanceOf(OrderOutcome.Accepted.class, outcome);
    String orderId = outcome.orders().get(0).orderId();
    assertEquals(OrderStatus.SUBMITTED, client.orders().status(orderId).orderStatus());
  }

  @Test
  void anOrderWhoseAnswerIsLostIsNotReportedAsPlaced(CpapiClient client, MockGateway gateway) {
    gateway.arm(Fault.ACCEPTED_THEN_RESET);

    OrderOutcome outcome = new Buyer(client).buy("10", "AAPL", "150");

    assertInstanceOf(OrderOutcome.Unknown.class, outcome);
  }
}
