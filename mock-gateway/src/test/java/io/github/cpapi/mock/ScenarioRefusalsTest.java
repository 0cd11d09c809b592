package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.mock.scenario.Scenario;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A refusal that a scenario lists")
class ScenarioRefusalsTest {

  private static MockGateway gateway;
  private static Caller caller;

  @BeforeAll
  static void start() {
    Scenario scenario =
        Scenario.written(
            "mine",
            """
            description: A broker with a restriction of its own.
            extends: no-questions
            refusals:
              remove: [between-ticks]
              add:
                - id: no-overnight
                  when: {is: member-in, member: tif, values: [GTC]}
                  error: This account trades for the day.
                  why: my broker told me so
                - id: no-parameters
                  when: {is: has-member, member: strategyParameters}
                  error: No parameters.
                  why: whatever they are
                - id: no-permission
                  when: {is: all, of: [{is: security-type, types: [STK]}, {is: side, side: sell}]}
                  recording: orders/refused-no-permission
                  why: the account may not sell shares
            """);
    gateway = MockGateway.start(MockGatewayOptions.defaults().http().scenario(scenario));
    caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), "DU1234567");
    caller.get("/iserver/accounts");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  @DisplayName("with its own text is the error of the answer, and the header gives the reason")
  void written() {
    Exchange refused = caller.place(Caller.NEAR_LIMIT.replace("DAY", "GTC"));

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.body()).isEqualTo("{\"error\":\"This account trades for the day.\"}");
    assertThat(refused.recording()).isEmpty();
    assertThat(refused.why()).isEqualTo("my broker told me so");
  }

  @Test
  @DisplayName("with a recording is played as recorded")
  void recorded() {
    Exchange refused = caller.place(Caller.NEAR_LIMIT.replace("BUY", "SELL"));

    assertThat(refused.recording()).isEqualTo("orders/refused-no-permission");
    assertThat(refused.why()).isEqualTo("the account may not sell shares");
  }

  @Test
  @DisplayName("for a member also applies to an object, and not to null")
  void objectMember() {
    String parameters = Caller.NEAR_LIMIT + ",\"strategyParameters\":";

    assertThat(caller.place(parameters + "{}").why()).isEqualTo("whatever they are");
    assertThat(caller.place(parameters + "null").json().at("/0/order_id").asText()).isNotEmpty();
  }

  @Test
  @DisplayName("does not apply any more once it is removed")
  void removed() {
    Exchange placed = caller.place(Caller.NEAR_LIMIT.replace("142", "142.005"));

    assertThat(placed.json().at("/0/order_id").asText()).isNotEmpty();
  }

  @Test
  @DisplayName("fails a child with its own text, and leaves the parent Inactive (Q5)")
  void child() {
    Exchange broken =
        caller.placeAll(
            Caller.NEAR_LIMIT + ",\"cOID\":\"parent-1\"",
            Caller.NEAR_LIMIT.replace("DAY", "GTC") + ",\"parentId\":\"parent-1\"");

    assertThat(broken.json().at("/0/order_status").asText()).isEqualTo("Failed");
    assertThat(broken.json().at("/0/text").asText()).contains("This account trades for the day.");
    assertThat(broken.json().at("/1/order_status").asText()).isEqualTo("Inactive");
  }

  @Test
  @DisplayName("refuses a change as well, and the order stays unchanged")
  void change() {
    Exchange placed = caller.place(Caller.NEAR_LIMIT);
    String orderId = placed.json().at("/0/order_id").asText();

    Exchange refused = caller.modify(orderId, Caller.NEAR_LIMIT.replace("DAY", "GTC"));

    assertThat(refused.why()).isEqualTo("my broker told me so");
    assertThat(caller.status(orderId).json().path("tif").asText()).isEqualTo("DAY");
  }
}
