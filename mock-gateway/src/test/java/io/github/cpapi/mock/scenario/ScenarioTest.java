package io.github.cpapi.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Size;
import io.github.cpapi.mock.ticket.Ticket;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A scenario")
class ScenarioTest {

  private static final String CONTRACTS =
      """
      description: Mine.
      contracts:
        - {conid: 1, symbol: A, secType: STK, listing: X, company: A, currency: USD, referencePrice: 10, tick: 0.01, multiplier: 1, marketData: true}
      """;

  @TempDir private Path folder;

  @ParameterizedTest(name = "a limit of {0}")
  @CsvSource({"184.30, false", "184.29, true", "195.70, false", "195.71, true"})
  @DisplayName("finds a limit far when it is more than 3 % from the reference price of 190")
  void farLimit(BigDecimal price, boolean far) {
    Scenario scenario = Scenario.named(Scenario.FRESH_PAPER_ACCOUNT);
    Ticket ticket =
        new Ticket(
            scenario.contract(265598).orElseThrow(),
            Side.SELL,
            new Size.Units(BigDecimal.ONE),
            new Pricing.Limit(price),
            "DAY",
            false,
            null,
            null,
            false);

    assertThat(scenario.questionsAbout(ticket))
        .extracting(Question::messageId)
        .satisfies(ids -> assertThat(ids.contains("o163")).isEqualTo(far))
        .contains("o354");
  }

  @Test
  @DisplayName("without questions lets an order through at once")
  void noQuestions() throws IOException {
    Scenario scenario = Scenario.read(file(CONTRACTS + "questions: []\n"));

    assertThat(scenario.id()).isEqualTo("mine");
    assertThat(scenario.contract(1)).isPresent();
    assertThat(scenario.questions()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"'', false", "'accountsFirst: false', false", "'accountsFirst: true', true"})
  @DisplayName("asks for the accounts first when it says so, and not when it says nothing")
  void accountsFirst(String line, boolean first) throws IOException {
    Scenario scenario = Scenario.read(file(CONTRACTS + "questions: []\n" + line + "\n"));

    assertThat(scenario.accountsFirst()).isEqualTo(first);
  }

  @Test
  @DisplayName("whose accountsFirst is neither says where, and what is legal")
  void accountsFirstOfNeither() throws IOException {
    Path file = file("accountsFirst: perhaps\n" + CONTRACTS + "questions: []\n");

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("scenario mine, line 1")
        .hasMessageContaining("\"perhaps\": only \"true\"");
  }

  @Test
  @DisplayName("with a condition that is none says where, and what is legal")
  void unknownCondition() throws IOException {
    Path file = file(CONTRACTS + question("{is: full-moon}", "orders/question-o163"));

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("scenario mine, line 6")
        .hasMessageContaining(
            "unknown condition \"full-moon\"; legal are limit-far-from-reference, no-market-data,"
                + " market-order");
  }

  @Test
  @DisplayName("that leaves a member out says which")
  void missingMember() throws IOException {
    Path file = file(CONTRACTS.replace("conid: 1, ", "") + "questions: []\n");

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("scenario mine, line 3: member \"conid\" is missing");
  }

  @Test
  @DisplayName("that has a contract twice says which")
  void sameConidTwice() throws IOException {
    String twice = CONTRACTS + CONTRACTS.lines().skip(2).findFirst().orElseThrow() + "\n";
    Path file = file(twice + "questions: []\n");

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("conid 1 stands there twice");
  }

  @ParameterizedTest
  @CsvSource({
    "orders/no-such-question, no recording openapi/recordings/orders/no-such-question.json",
    "orders/acknowledged,     binds no {replyId}"
  })
  @DisplayName("that names a recording which cannot be asked does not start")
  void unusableRecording(String recording, String why) throws IOException {
    Scenario scenario =
        Scenario.read(file(CONTRACTS + question("{is: no-market-data}", recording)));
    MockGatewayOptions options = MockGatewayOptions.defaults().http().scenario(scenario);

    assertThatThrownBy(() -> MockGateway.start(options))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("scenario mine: question o1")
        .hasMessageContaining(why);
  }

  private static String question(String when, String recording) {
    return """
        questions:
          - messageId: o1
            when: %s
            recordings: [%s]
            provenance: constructed
            source: this test
        """
        .formatted(when, recording);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("mine.yaml"), content);
  }
}
