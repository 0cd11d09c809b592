package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.scenario.ScenarioException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The running mock")
class ScenarioApiTest extends IsolatedMock {

  @Test
  @DisplayName("lists the scenarios, their differences, and the current one")
  void list() {
    JsonNode list = admin.get("/scenarios").json();

    assertThat(list.path("playing").asText()).isEqualTo(Scenario.FRESH_PAPER_ACCOUNT);
    assertThat(list.path("scenarios"))
        .filteredOn(entry -> entry.path("id").asText().equals("accounts-queried"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.path("description").asText()).contains("Q79");
              assertThat(entry.path("extends").asText()).isEqualTo("fresh-paper-account");
              assertThat(entry.path("changes")).hasToString("[\"accountsFirst\"]");
            });
  }

  @Test
  @DisplayName("lists what can be traded, and for another scenario the differences")
  void tradable() {
    JsonNode list = admin.get("/scenarios").json();

    assertThat(list.at("/tradable/STK")).extracting(JsonNode::asText).contains("AAPL", "SPY");
    assertThat(list.at("/tradable/FUT"))
        .extracting(JsonNode::asText)
        .contains("ES DEC23 JUN26 SEP26 DEC26 DEC28");
    assertThat(list.at("/tradable/OPT"))
        .extracting(JsonNode::asText)
        .contains("IBM MAR24")
        .anyMatch(options -> options.startsWith("SPY JUN26 JUL26 "));
    assertThat(list.at("/tradable/CASH")).extracting(JsonNode::asText).contains("EUR.USD");
    assertThat(list.path("scenarios"))
        .filteredOn(entry -> entry.has("tradable"))
        .extracting(entry -> entry.path("id").asText())
        .containsExactly("fresh-paper-account", "market-data-subscribed");
  }

  @Test
  @DisplayName("switches to a scenario by its id, and restarts")
  void byId() {
    String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();

    assertThat(admin.post("/scenario", "{\"id\":\"no-questions\"}").status()).isEqualTo(204);

    assertThat(admin.get("/scenarios").json().path("playing").asText()).isEqualTo("no-questions");
    queryAccounts();
    assertThat(caller.status(orderId).recording()).isEqualTo("orders/status-unknown-503");
    assertThat(caller.place(Caller.FAR_LIMIT).orderId()).isEqualTo(orderId);
  }

  @Test
  @DisplayName("switches to a scenario that is posted as YAML")
  void byContent() {
    String yaml = "description: Mine.\nextends: fresh-paper-account\nquestions: []\n";

    assertThat(admin.post("/scenario", yaml).status()).isEqualTo(204);

    assertThat(admin.get("/scenarios").json().path("playing").asText()).isEqualTo("posted");
    assertThat(caller.place(Caller.FAR_LIMIT).orderId()).isNotEmpty();
  }

  @Test
  @DisplayName("goes back to the scenario of its start when it is reset")
  void reset() {
    gateway.play(Scenario.named("no-questions"));

    gateway.reset();

    assertThat(caller.place(Caller.NEAR_LIMIT).messageId()).isEqualTo("o354");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":\"sunny\"}   | no scenario \"sunny\" comes with the mock; there are accounts-queried,",
        "{\"id\":5}           | no scenario \"5\" comes with the mock",
        "{description: Mine., colour: red, contracts: [], questions: []} | scenario posted, line 1: unknown member \"colour\": expected one of",
        "[                    | scenario posted, line 1: ",
        "just words           | scenario posted, line 1: a scenario is an object with members",
        "``                   | scenario posted, line 1: a scenario is an object with members",
        "description: Mine.   | scenario posted, line 1: member \"contracts\" is missing",
      })
  @DisplayName("refuses a wrong scenario with the reason, and keeps the current one")
  void wrong(String body, String why) {
    String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();

    Exchange answer = admin.post("/scenario", body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.why()).startsWith(why);
    assertThat(answer.json().path("error").asText()).startsWith(why);
    assertThat(caller.status(orderId).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("keeps the current scenario when the posted one names a missing recording")
  void unplayable() {
    Scenario scenario =
        Scenario.written(
            "mine",
            """
            description: Mine.
            extends: fresh-paper-account
            recordings: [orders/none]
            """);

    assertThatThrownBy(() -> gateway.play(scenario))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("no recording openapi/recordings/orders/none.json");
    assertThat(caller.place(Caller.NEAR_LIMIT).messageId()).isEqualTo("o354");
  }

  @Test
  @DisplayName("refuses a question whose messageId differs from that of its recording")
  void anotherMessageId() {
    Exchange answer =
        admin.post(
            "/scenario",
            """
            {"description": "Mine.", "extends": "fresh-paper-account", "questions": [
              {"messageId": "o399", "when": {"is": "no-market-data"},
               "recordings": ["orders/question-o354"], "provenance": "constructed", "source": "x"}]}
            """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("error").asText())
        .isEqualTo(
            "scenario posted, line 2: question o399: messageId has to be that of the recordings:"
                + " orders/question-o354 has o354, not o399");
    assertThat(caller.place(Caller.NEAR_LIMIT).messageId()).isEqualTo("o354");
  }
}
