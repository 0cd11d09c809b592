package io.github.cpapi.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.contract.Provenance;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.OptionRight;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Size;
import io.github.cpapi.mock.ticket.Ticket;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            null,
            Side.SELL,
            new Size.Units(BigDecimal.ONE),
            new Pricing.Limit(price),
            "DAY",
            false,
            null,
            null,
            false,
            Map.of());

    assertThat(scenario.questionsAbout(ticket, BigDecimal.ZERO))
        .flatExtracting(Question::messageIds)
        .satisfies(ids -> assertThat(ids.contains("o163")).isEqualTo(far))
        .contains("o354");
  }

  @Test
  @DisplayName("has every contract that a recording of stocks, futures or pairs names")
  void everyRecordedContract() {
    Scenario scenario = Scenario.named(Scenario.FRESH_PAPER_ACCOUNT);
    List<Long> recorded = new ArrayList<>();
    for (String operation : List.of("findStocks", "findFutures", "findCurrencyPairs")) {
      for (Recording recording : Recordings.load().of(operation)) {
        recording
            .responseBody()
            .orElseThrow()
            .findValues("conid")
            .forEach(conid -> recorded.add(conid.longValue()));
      }
    }

    assertThat(recorded).hasSizeGreaterThan(50);
    assertThat(scenario.contracts()).containsKeys(recorded.toArray(Long[]::new));
  }

  @Test
  @DisplayName("defines the positions at the start. Default: none")
  void positions() throws IOException {
    Scenario scenario =
        Scenario.read(file(CONTRACTS + "questions: []\npositions: [{conid: 1, quantity: -5}]\n"));

    assertThat(scenario.positions().get(1L)).isEqualByComparingTo("-5");
    assertThat(scenario.positions()).doesNotContainKey(2L);
  }

  @Test
  @DisplayName("with a position in a contract that it does not have is refused with the conid")
  void positionInNothing() throws IOException {
    Path file = file(CONTRACTS + "questions: []\npositions: [{conid: 2, quantity: 5}]\n");

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("a position in conid 2, which is not one of its contracts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tick: 0.01 | tick: 1e-999999999 | tick: expected at most 15 digits",
        "multiplier: 1, | multiplier: 1e999999999, | multiplier: expected at most 15 digits",
        "description: Mine. | description: Mine.\\n---\\ndescription: Another. | Trailing token",
      })
  @DisplayName("with a number that is too long, or with a second document, is refused")
  void oddText(String instead, String of, String why) {
    String text = (CONTRACTS + "questions: []\n").replace(instead, of.replace("\\n", "\n"));

    assertThatThrownBy(() -> Scenario.written("mine", text))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(why);
  }

  @Test
  @DisplayName("in an encoding other than UTF-8 is refused, as is a folder")
  void unreadable() throws IOException {
    Path file = folder.resolve("utf16.yaml");
    Files.writeString(file, CONTRACTS, StandardCharsets.UTF_16);

    assertThatThrownBy(() -> Scenario.read(file)).hasMessageContaining("utf16.yaml is not UTF-8");
    assertThatThrownBy(() -> Scenario.read(folder)).hasMessageContaining("directory");
  }

  @Test
  @DisplayName("without questions accepts an order at once")
  void noQuestions() throws IOException {
    Scenario scenario = Scenario.read(file(CONTRACTS + "questions: []\n"));

    assertThat(scenario.id()).isEqualTo("mine");
    assertThat(scenario.contract(1)).isPresent();
    assertThat(scenario.questions()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"'', true", "'accountsFirst: false', false", "'accountsFirst: true', true"})
  @DisplayName("requires the accounts first by default")
  void accountsFirst(String line, boolean first) throws IOException {
    Scenario scenario = Scenario.read(file(CONTRACTS + "questions: []\n" + line + "\n"));

    assertThat(scenario.accountsFirst()).isEqualTo(first);
  }

  @Test
  @DisplayName("with a wrong accountsFirst is refused with the line and what is expected")
  void accountsFirstOfNeither() throws IOException {
    Path file = file("accountsFirst: perhaps\n" + CONTRACTS + "questions: []\n");

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("scenario mine, line 1")
        .hasMessageContaining("accountsFirst: expected true or false, but got \"perhaps\"");
  }

  @Test
  @DisplayName("with an unknown condition is refused with the line and what is expected")
  void unknownCondition() throws IOException {
    Path file = file(CONTRACTS + question("{is: full-moon}", "orders/question-o163"));

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("scenario mine, line 6")
        .hasMessageContaining(
            "unknown condition \"full-moon\": expected one of always, limit-far-from-reference,"
                + " limit-ticks-from-reference, size-over, value-over, no-market-data, market-order,"
                + " stop-order, triggers-at-once, cash-quantity, closes-more-than-held,"
                + " between-ticks, fraction, outside-regular-hours, side, security-type, has-member,"
                + " member-in, all");
  }

  @Test
  @DisplayName("without a required member is refused with its name")
  void missingMember() throws IOException {
    Path file = file(CONTRACTS.replace("conid: 1, ", "") + "questions: []\n");

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("scenario mine, line 3: member \"conid\" is missing");
  }

  @Test
  @DisplayName("with a duplicate contract is refused with its conid")
  void sameConidTwice() throws IOException {
    String twice = CONTRACTS + CONTRACTS.lines().skip(2).findFirst().orElseThrow() + "\n";
    Path file = file(twice + "questions: []\n");

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("conid 1 is there twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders/no-such-question       | no recording openapi/recordings/orders/no-such-question.json",
        "orders/acknowledged           | orders/acknowledged binds neither {replyId} nor {requestId}",
        "orders/question-o354          | messageId has to be that of the recordings: orders/question-o354 has o354, not o1",
        "orders/prompted-p12           | messageId has to be that of the recordings: orders/prompted-p12 has p12, not o1",
        "orders/question-close-position | messageId has to be that of the recordings: orders/question-close-position has none, not o1",
      })
  @DisplayName("with a recording that is not of its question is refused")
  void unusableRecording(String recording, String why) throws IOException {
    Path file = file(CONTRACTS + question("{is: no-market-data}", recording));

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(file + ": scenario mine, line 5: question o1: " + why);
  }

  @Test
  @DisplayName("with one recording of another question besides the right one is refused")
  void oneOfTwoRecordings() {
    String text =
        CONTRACTS
            + question("{is: always}", "orders/question-o354, replies/question-o10153")
                .replace("o1\n", "o354\n");

    assertThatThrownBy(() -> Scenario.written("mine", text))
        .hasMessageContaining("replies/question-o10153 has o10153, not o354");
  }

  @Test
  @DisplayName("that is built in Java with a recording of another question does not start")
  void madeInJava() {
    Scenario base = Scenario.named("no-questions");
    Question wrong =
        new Question.Recorded(
            "o399",
            new Condition.Always(),
            List.of("orders/question-o354"),
            Provenance.CONSTRUCTED,
            "this test");
    Scenario scenario =
        new Scenario(
            "mine",
            "Mine.",
            false,
            base.pacing(),
            List.of(),
            base.contracts(),
            Map.of(),
            List.of(),
            List.of(wrong),
            List.of(),
            WebSocketHabits.USUAL);
    MockGatewayOptions options = MockGatewayOptions.defaults().http().scenario(scenario);

    assertThatThrownBy(() -> MockGateway.start(options))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("scenario mine: question o399: messageId has to be that of");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{when: {is: always}, messageIds: [o999]} | line 5: a question has recordings (with messageId, when, provenance, source), or a message (with messageIds, when, options); this one has neither: {\"when\"",
        "{when: {is: always}, messageIds: [o999], message: Sure, recordings: [orders/question-o354]} | line 5: a question has recordings (with messageId, when, provenance, source), or a message (with messageIds, when, options); this one has both",
        "Sure                                                         | line 5: a question has recordings",
        "{when: {is: always}, messageId: o999, message: Sure}        | line 5: member \"messageIds\" is missing",
        "{when: {is: always}, messageIds: [o999], message: Sure, source: me} | line 5: unknown member \"source\": expected one of id, message, messageIds, options, when",
        "{when: {is: always}, message: Sure}                         | line 5: member \"messageIds\" is missing",
        "{messageIds: [o999], message: Sure}                         | line 5: member \"when\" is missing",
        "{when: {is: never}, messageIds: [o999], message: Sure}      | line 5: unknown condition \"never\": expected one of always,",
        "{when: {is: always}, messageIds: [o999], message: []}        | line 5: message: expected at least one text, but got []",
        "{when: {is: always}, messageIds: [o999], message: ''}        | line 5: /questions/0/message must be at least 1 characters long, but got \"\"",
        "{when: {is: always}, messageIds: [Please], message: Sure}   | line 5: /questions/0/messageIds/0 does not match the regex pattern ^[a-z]\\d+$, but got \"Please\"",
        "{when: {is: always}, messageIds: [o999], message: Sure, options: [5, '']} | line 5: /questions/0/options/0 integer found, string expected, but got 5",
      })
  @DisplayName(
      "with a wrong question of its own is refused with the line, the value and what is expected")
  void wrongWords(String question, String why) {
    String text = CONTRACTS + "questions:\n  - " + question + "\n";

    assertThatThrownBy(() -> Scenario.written("mine", text))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("scenario mine, " + why);
  }

  @Test
  @DisplayName("reads Yes and No as text, with and without quotes")
  void yesAndNo() {
    String text =
        CONTRACTS
            + """
            questions:
              - {when: {is: always}, messageIds: [o999], message: Sure, options: [Yes, No, off, "Yes"]}
            """;

    assertThat(Scenario.written("mine", text).questions())
        .singleElement()
        .asInstanceOf(type(Question.Written.class))
        .extracting(Question.Written::options)
        .isEqualTo(List.of("Yes", "No", "off", "Yes"));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "marketData: true     | marketData: yes       | line 3: contracts/0/marketData: expected true or false, but got \"yes\"",
        "conid: 1,            | conid: one,           | line 3: contracts/0/conid: expected a number, but got \"one\"",
        "tick: 0.01           | tick: [0.01]          | line 3: contracts/0/tick: expected a number, but got [0.01]",
        "pacing: documented   | pacing: slow          | line 10: pacing: expected one of unlimited, documented, but got \"slow\"",
        "constructed          | rumoured              | line 8: questions/0/provenance: expected one of observed, documented, claimed, constructed, but got \"rumoured\"",
        "[orders/question-o1] | orders/question-o1    | line 7: questions/0/recordings: expected a list, but got \"orders/question-o1\"",
        "source: this test    | source: {by: me}      | line 9: questions/0/source: expected a text, but got {\"by\":\"me\"}",
      })
  @DisplayName(
      "with a value of the wrong type is refused with the line, the member, the value and what is expected")
  void otherKind(String right, String wrong, String why) throws IOException {
    String text =
        CONTRACTS + question("{is: always}", "orders/question-o1") + "pacing: documented\n";
    Path file = file(text.replace(right, wrong));

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(file + ": scenario mine, " + why);
  }

  @Test
  @DisplayName("inherits the members that it does not have")
  void extended() throws IOException {
    Scenario base = Scenario.named(Scenario.FRESH_PAPER_ACCOUNT);

    Scenario scenario =
        Scenario.read(
            file("description: Mine.\nextends: fresh-paper-account\naccountsFirst: true\n"));

    assertThat(scenario)
        .usingRecursiveComparison()
        .ignoringFields("id", "description", "accountsFirst")
        .isEqualTo(base);
    assertThat(scenario.accountsFirst()).isTrue();
  }

  @Test
  @DisplayName("replaces each of its own members as a whole")
  void replaced() throws IOException {
    Scenario scenario =
        Scenario.read(file(CONTRACTS + "extends: fresh-paper-account\nquestions: []\n"));

    assertThat(scenario.contract(1)).isPresent();
    assertThat(scenario.contract(265598)).isEmpty();
    assertThat(scenario.questions()).isEmpty();
  }

  @Test
  @DisplayName(
      "has a call and a put for each expiry and strike of a chain, priced by the underlying")
  void optionChain() throws IOException {
    Scenario scenario =
        Scenario.read(file(CONTRACTS + "questions: []\noptionChains:\n" + chain(10, 20261218)));

    assertThat(scenario.derivativesOf(1, "OPT"))
        .extracting(Contract::conid)
        .containsExactly(10L, 11L, 12L, 13L);
    assertThat(scenario.contract(12))
        .get()
        .extracting(option -> option.derivative().strike(), option -> option.derivative().right())
        .containsExactly(new BigDecimal("2"), OptionRight.CALL);
    assertThat(scenario.tradable().get("OPT")).containsExactly("A DEC26");
    assertThat(scenario.contract(10).orElseThrow().referencePrice()).isEqualByComparingTo("9.5");
    assertThat(scenario.contract(11).orElseThrow().referencePrice()).isEqualByComparingTo("0.5");
  }

  @Test
  @DisplayName("does not inherit a chain on a contract that it has replaced")
  void chainOnNothing() throws IOException {
    Scenario scenario =
        Scenario.read(file(CONTRACTS + "extends: fresh-paper-account\nquestions: []\n"));

    assertThat(scenario.contracts()).containsOnlyKeys(1L);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "1,  20261218, conid 1 is there twice",
    "10, 20261318, 'expiry: expected a day such as 20261218, but got 20261318'"
  })
  @DisplayName("with an impossible chain is refused with the reason")
  void wrongChain(long firstConid, int expiry, String why) throws IOException {
    Path file = file(CONTRACTS + "questions: []\noptionChains:\n" + chain(firstConid, expiry));

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(file + ": scenario mine: " + why);
  }

  private static String chain(long firstConid, int expiry) {
    return "  - {underlying: 1, firstConid: %d, listing: CBOE, tick: 0.01, multiplier: 100, timeValue: 0.5, expiries: [%d], strikes: [1, 2]}\n"
        .formatted(firstConid, expiry);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "secType: OPT | strike: 5",
        "secType: OPT | right: call",
        "secType: FUT | strike: 5, right: call"
      })
  @DisplayName("with a strike but no right, or with both on a future, is refused with the conid")
  void halfAnOption(String secType, String terms) throws IOException {
    String derivative = ", derivative: {underlying: 1, expiry: 20261218, " + terms + "}}";
    Path file =
        file(
            CONTRACTS
                    .replace("secType: STK", secType)
                    .replaceFirst("marketData: (\\w+)}", "marketData: $1" + derivative)
                + "questions: []\n");

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("conid 1: strike and right are needed for secType OPT");
  }

  @Test
  @DisplayName("that extends an unknown one is refused with the line and the known ones")
  void extendsNothing() throws IOException {
    Path file = file("description: Mine.\nextends: sunny\n");

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(
            file
                + ": scenario mine, line 2: extends: no scenario \"sunny\" comes with the mock; there are"
                + " accounts-queried, ");
  }

  @Test
  @DisplayName("with a duplicate member is refused with the line")
  void memberTwice() throws IOException {
    Path file = file(CONTRACTS + "questions: []\nquestions: []\n");

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(file + ": scenario mine, line 5: Duplicate field 'questions'");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "tick: 0.01        | tick: 0         | line 3: /contracts/0/tick must have an exclusive minimum",
        "currency: USD     | currency: usd   | line 3: /contracts/0/currency does not match the regex",
        "symbol: A,        | symbol: '',     | line 3: /contracts/0/symbol must be at least 1 char",
      })
  @DisplayName("that only the schema finds wrong is refused with the line and what is expected")
  void againstTheSchema(String right, String wrong, String message) throws IOException {
    Path file = file(CONTRACTS.replace(right, wrong) + "questions: []\n");

    assertThatThrownBy(() -> Scenario.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(file + ": scenario mine, " + message);
  }

  @Test
  @DisplayName("of the documentation is valid")
  void ofThePage() throws IOException {
    String yaml = ofThePage(1);

    Scenario scenario = Scenario.written("mine", yaml);

    assertThat(scenario.accountsFirst()).isFalse();
    assertThat(scenario.contract(265598)).isPresent();
  }

  @Test
  @DisplayName("of the documentation asks a question with its own text")
  void wordsOfThePage() throws IOException {
    Scenario scenario = Scenario.written("mine", ofThePage(3));

    assertThat(scenario.questions())
        .singleElement()
        .isInstanceOfSatisfying(
            Question.Written.class,
            question -> {
              assertThat(question.messageIds()).containsExactly("o999");
              assertThat(question.options()).hasSize(2);
            });
  }

  @Test
  @DisplayName("of the documentation refuses with its own text and with a recording")
  void refusalsOfThePage() throws IOException {
    assertThat(Scenario.written("mine", ofThePage(4)).refusals())
        .extracting(Refusal::id)
        .startsWith("between-ticks")
        .endsWith("day-trader", "no-futures");
  }

  @Test
  @DisplayName("of the documentation changes questions and refusals row by row")
  void rowsOfThePage() throws IOException {
    Scenario scenario = Scenario.written("mine", ofThePage(5));

    assertThat(scenario.questions())
        .extracting(Question::label)
        .startsWith("o382", "o163")
        .doesNotContain("o354");
    assertThat(scenario.refusals()).extracting(Refusal::id).startsWith("cash-sale");
  }

  private static String ofThePage(int number) throws IOException {
    return Files.readString(Path.of("docs/scenarios.md"))
        .split("```yaml\n")[number]
        .split("```")[0];
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
