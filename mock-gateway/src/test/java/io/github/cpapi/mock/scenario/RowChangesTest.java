package io.github.cpapi.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A scenario that extends another")
class RowChangesTest {

  private static final String HEAD = "description: Mine.\nextends: fresh-paper-account\n";

  @Test
  @DisplayName("removes questions by their ids and adds others, before one of those or at the end")
  void questions() {
    Scenario scenario =
        Scenario.written(
            "mine",
            HEAD
                + """
                questions:
                  remove: [o163, o383, o451, o2137, o403, o10153-market, o10164]
                  add:
                    - {messageIds: [o998], when: {is: always}, message: Really}
                    - {before: o10331, messageIds: [o999], when: {is: always}, message: Sure}
                    - {before: o999, id: mine, messageIds: [], when: {is: always}, message: Well}
                """);

    assertThat(scenario.questions())
        .extracting(Question::label)
        .containsExactly(
            "o354",
            "a question without messageIds",
            "o999",
            "o10331",
            "o10151",
            "o10153",
            "o10223",
            "o998");
    assertThat(scenario.questions().get(5).when())
        .isInstanceOf(Condition.LimitFarFromReference.class);
  }

  @Test
  @DisplayName("inherits the rows with the changes of the other one")
  void twice() {
    Scenario scenario =
        Scenario.written(
            "mine",
            "description: Mine.\nextends: live-account-presets\nquestions: {remove: [o382]}\n");

    assertThat(scenario.questions())
        .extracting(Question::label)
        .containsExactly(
            "o163", "o383", "o451", "o2137", "o10152", "o10151", "o10153", "o10153", "o10164",
            "o10223");
  }

  @Test
  @DisplayName("removes refusals by their ids and adds others, of which the first decides")
  void refusals() {
    Scenario scenario =
        Scenario.written(
            "mine",
            HEAD
                + """
                refusals:
                  remove: [between-ticks, cash-sale, stop-outside-hours, all-or-none-future]
                  add:
                    - {id: mine, before: fraction-outside-hours, when: {is: always}, error: No., why: mine}
                """);

    assertThat(scenario.refusals())
        .extracting(Refusal::id)
        .containsExactly(
            "market-outside-hours", "mine", "fraction-outside-hours", "future-operator");
  }

  @Test
  @DisplayName(
      "differs from one that extends none, which has the refusals of a fresh paper account by default")
  void refusalsByDefault() {
    String alone = "description: Mine.\ncontracts: []\nquestions: []\n";

    assertThat(Scenario.written("mine", alone).refusals())
        .isEqualTo(Scenario.named(Scenario.FRESH_PAPER_ACCOUNT).refusals());
    assertThat(Scenario.written("mine", alone + "refusals: []\n").refusals()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "questions: {remove: [o164]}          | line 3: questions/remove/0: no rows have the id \"o164\"; there are o163, o383",
        "questions: {remove: [o163, o163]}    | line 3: questions/remove/1: no rows have the id \"o163\"",
        "questions: {without: [o163]}         | line 3: unknown member \"without\": expected one of add, remove",
        "questions: {remove: o163}            | line 3: questions/remove: expected a list, but got \"o163\"",
        "questions: {add: [{before: o1, messageIds: [o9], when: {is: always}, message: Sure}]} | line 3: questions/add/0/before: no rows have the id \"o1\"",
        "questions: {add: [{messageIds: [o9], when: {is: now}, message: Sure}]} | line 3: unknown condition \"now\": expected one of always,",
        "questions: {add: [{messageIds: [o9], when: [], message: Sure}]} | line 3: ",
        "questions: {add: [Sure]}             | line 3: a question has recordings",
        "questions: [{before: o163, messageIds: [o9], when: {is: always}, message: Sure}] | line 3: unknown member \"before\": expected one of id, message,",
        "refusals: {remove: [ticks]}          | line 3: refusals/remove/0: no rows have the id \"ticks\"; there are between-ticks, cash-sale,",
        "refusals: [{id: a, when: {is: always}, why: b}] | line 3: a refusal has id, when, why, and a recording or an error; this one has neither",
        "refusals: [{id: a, when: {is: always}, why: b, error: c, recording: orders/refused-cash-sale}] | line 3: a refusal has id, when, why, and a recording or an error; this one has both",
        "refusals: [{id: a, when: {is: always}, why: b, recording: orders/no-such}] | line 3: refusal a: no recording openapi/recordings/orders/no-such.json",
        "refusals: [{id: a, when: {is: always}, why: b, recording: session/tickle}] | line 3: refusal a: recording: expected an answer of one of placeOrders, modifyOrder, but got session/tickle, an answer of tickle",
        "refusals: [{id: a, when: {is: has-member, member: extOperater}, why: b, error: c}] | line 3: /refusals/0/when/member does not have a value in the enumeration",
        "refusals: [{id: a, when: {is: all, of: [{is: fractions}]}, why: b, error: c}] | line 3: unknown condition \"fractions\"",
        "refusals: [{id: a, when: {is: side, side: long}, why: b, error: c}] | line 3: refusals/0/when/side: expected one of buy, sell, but got \"long\"",
        "refusals: [{id: a, when: {is: always}, error: c}] | line 3: member \"why\" is missing",
      })
  @DisplayName("is refused for a wrong change, with the line and what is expected")
  void wrong(String line, String why) {
    assertThatThrownBy(() -> Scenario.written("mine", HEAD + line + "\n"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("scenario mine, " + why);
  }

  @Test
  @DisplayName("gets the line of an added row in an error, not of an inherited one")
  void lineOfTheRow() {
    String text =
        HEAD
            + """
            questions:
              remove: [o163]
              add:
                - {messageIds: [o998], when: {is: always}, message: Really}
                - messageId: o1
                  before: o383
                  when: {is: always}
                  recordings: [orders/question-o354]
                  provenance: observed
                  source: me
            """;

    assertThatThrownBy(() -> Scenario.written("mine", text))
        .hasMessageContaining("scenario mine, line 7: question o1: messageId has to be that of");
  }

  @Test
  @DisplayName("cannot add or remove rows without a base")
  void alone() {
    String text = "description: Mine.\ncontracts: []\nquestions: {remove: [o163]}\n";

    assertThatThrownBy(() -> Scenario.written("mine", text))
        .hasMessageContaining("line 3: questions: add and remove need a scenario to extend");
  }

  @Test
  @DisplayName("cannot refer to an id that two rows have")
  void ambiguous() {
    List<String> rows =
        List.of(
            "{messageIds: [o9], when: {is: always}, message: A}",
            "{messageIds: [o9], when: {is: always}, message: B}",
            "{before: o9, messageIds: [o8], when: {is: always}, message: C}");

    assertThatThrownBy(
            () ->
                Scenario.written(
                    "mine", HEAD + "questions: {add: [" + String.join(", ", rows) + "]}\n"))
        .hasMessageContaining("questions/add/2/before: 2 rows have the id \"o9\"");
  }
}
