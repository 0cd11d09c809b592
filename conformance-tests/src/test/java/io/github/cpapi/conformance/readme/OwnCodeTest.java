package io.github.cpapi.conformance.readme;

import static io.github.cpapi.client.contract.Instrument.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.junit.MockGatewayExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Code that uses the client")
class OwnCodeTest {

  // snippet
  @RegisterExtension
  final MockGatewayExtension mock =
      MockGatewayExtension.withClient(CpapiClient.class, CpapiClient::forTests);

  @Test
  @DisplayName("knows the order whose answer was lost")
  void anAnswerIsLost(CpapiClient client, MockGateway gateway) {
    client.session().open();
    gateway.arm(Fault.ACCEPTED_THEN_RESET);
    Ticket ticket = Ticket.buy("10", stock("AAPL").smart("USD")).limit("150").build();

    OrderOutcome outcome = client.orders().place(ticket, AnswerPolicy.paperLimitOrders());

    assertThat(outcome).isInstanceOf(OrderOutcome.Unknown.class);
    assertThat(client.orders().recover().get(0).outcome())
        .isInstanceOf(OrderOutcome.Accepted.class);
  }

  // snippet

  @Test
  @DisplayName("is shown unchanged in both READMEs")
  void isThisCode() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/io/github/cpapi/conformance/readme/OwnCodeTest.java"));
    String snippet = source.split("  // snippet\n")[1].stripTrailing().stripIndent().strip();

    for (String page :
        new String[] {"../mock-gateway/README.md", "../generated-client/README.md"}) {
      assertThat(Files.readString(Path.of(page))).contains("```java\n" + snippet + "\n```");
    }
  }

  @Test
  @DisplayName("does not get a client for tests if no mock answers")
  void onlyForMocks() throws IOException {
    int unusedPort;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unusedPort = closed.getLocalPort();
    }
    String url = "http://localhost:" + unusedPort + "/v1/api";

    assertThatThrownBy(() -> CpapiClient.forTests(url, "DU1234567"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("baseUrl: expected a mock");
  }
}
