package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.scenario.Scenario;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An account that is not fresh")
class PresetsTest {

  private MockGateway gateway;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  @DisplayName("is asked about a sale of more than it held at the start (question-oversell-o2137)")
  void positionHeld() {
    Caller caller = caller("position-held");
    String sale = Caller.MARKET.replace("BUY", "SELL");

    Exchange within = caller.place(sale.replace(":10,", ":100,"));
    Exchange beyond = caller.place(sale.replace(":10,", ":101,"));

    assertThat(within.messageId()).isEqualTo("o354");
    assertThat(beyond.messageId()).isEqualTo("o2137");
  }

  @Test
  @DisplayName("is asked about its stops as a live one is (chain2-es-stop-q2-o10152-html, Q100)")
  void stop10152() {
    Caller caller = caller("live-account-presets");

    Exchange question = caller.place(Caller.MARKET.replace("MKT", "STP") + ",\"price\":191");

    assertThat(question.messageId()).isEqualTo("o10152");
    assertThat(question.json().at("/0/message/0").asText()).contains("Stop Variant Order");
  }

  @Test
  @DisplayName(
      "is asked about a limit too many ticks away, with its own numbers (Q99, question-o382)")
  void ticks() {
    Caller caller = caller("live-account-presets");
    String limit = Caller.NEAR_LIMIT.replace("\"price\":142", "\"price\":%s");

    Exchange near = caller.place(limit.formatted("141.50"));
    Exchange far = caller.place(limit.formatted("141.49"));

    assertThat(near.json().at("/0/order_id").isMissingNode()).isFalse();
    assertThat(far.json().at("/0/message/0").asText())
        .contains("\"BUY 1 IBM NYSE @ 141.49\" price exceeds the Tick Size Limit of 100.");
  }

  private Caller caller(String scenario) {
    gateway =
        MockGateway.start(MockGatewayOptions.defaults().http().scenario(Scenario.named(scenario)));
    return new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), Recording.ACCOUNT);
  }
}
