package io.github.cpapi.client.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cpapi.client.transport.Json;
import io.github.cpapi.client.wire.PlainText;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An answer policy")
class AnswerPolicyTest {

  private static final Recordings RECORDINGS = Recordings.load();

  private static final AnswerPolicy UP_TO_50000 =
      AnswerPolicy.decliningAll()
          .andAccepting("o451", Bound.atMost(Placeholder.VALUE, "50000", "USD"));

  private static final OrderTicket TICKET =
      OrderTicket.builder()
          .orderType(OrderType.LMT)
          .side(Side.BUY)
          .timeInForce(TimeInForce.DAY)
          .quantity(BigDecimal.ONE)
          .build();

  static Stream<Named<Recording>> recordedQuestions() {
    return RECORDINGS.of("placeOrders", "answerQuestion").stream()
        .filter(
            recording ->
                recording
                    .responseBody()
                    .filter(body -> body.at("/0/messageIds/0").isTextual())
                    .isPresent())
        .filter(
            recording ->
                KnownQuestion.find(id(recording)).flatMap(KnownQuestion::publishedText).isPresent())
        .filter(recording -> !recording.name().endsWith("garbled"))
        .map(recording -> Named.of(recording.name(), recording));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordedQuestions")
  @DisplayName(
      "recognises each recorded question by id and published text, whatever its line breaks and HTML")
  void recognisesRecordedQuestions(Recording recording) {
    OrderQuestion question = question(recording);

    AnswerPolicy.Decision decision =
        AnswerPolicy.accepting(id(recording)).decide(question, ticketOf(question));

    assertThat(decision.accept()).as(decision.why()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordedQuestions")
  @DisplayName("declines each recorded question if one word differs")
  void declinesAChangedWord(Recording recording) {
    OrderQuestion question = question(recording);
    String text = PlainText.of(question.message().get(0));
    List<String> words = List.of(text.split(" "));
    AnswerPolicy policy = AnswerPolicy.accepting(id(recording));
    assertThat(policy.decide(reading(id(recording), text), ticketOf(question)).accept()).isTrue();

    List<String> stillAccepted = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      List<String> changed = new ArrayList<>(words);
      changed.set(i, "otherwise");
      String other = String.join(" ", changed);
      if (policy.decide(reading(id(recording), other), ticketOf(question)).accept()) {
        stillAccepted.add(words.get(i));
      }
    }

    // Symbol and listing cannot be checked against a ticket, which has only the contract id.
    assertThat(stillAccepted).allMatch(word -> word.matches("AAPL|KO|ES|CME|NYSE|NASDAQ.NMS|@"));
  }

  static Stream<KnownQuestion> knownQuestions() {
    return KnownQuestion.all().stream().filter(known -> known.publishedText().isPresent());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("knownQuestions")
  @DisplayName("declines each known text under another id, and names the id of the text")
  void declinesASwappedId(KnownQuestion known) {
    String text = filled(known.publishedText().orElseThrow());
    String otherId = known.messageId().equals("o354") ? "o163" : "o354";

    AnswerPolicy.Decision decision =
        AnswerPolicy.accepting(otherId, known.messageId()).decide(reading(otherId, text), TICKET);

    assertThat(decision.accept()).isFalse();
    assertThat(decision.why())
        .isEqualTo(
            "the policy names "
                + otherId
                + " with another text, and this is the text of "
                + known.messageId());
  }

  @Test
  @DisplayName("declines the texts that one live client reports under the disputed ids")
  void contestedIds() {
    String capPrice = KnownQuestion.find("o10153").orElseThrow().publishedText().orElseThrow();

    assertThat(AnswerPolicy.cashQuantityOrders().decide(reading("o10223", capPrice), TICKET).why())
        .contains("this is the text of o10153");
  }

  @ParameterizedTest
  @ValueSource(strings = {"49,999.99 USD", "50,000 USD", "50000 USD", "1 USD"})
  @DisplayName("accepts a value within its bound, with and without separators")
  void withinTheBound(String value) {
    assertThat(UP_TO_50000.decide(reading("o451", o451(value, "100 USD")), TICKET).accept())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "50,000.01 USD  | 100 USD | VALUE is 50000.01, and the policy accepts at most 50000",
        "1,000,000 USD  | 100 USD | VALUE is 1000000",
        "50 EUR         | 100 EUR | VALUE is in EUR, and the policy bounds USD",
        "50 USD         | 100 EUR | with another text",
        "50,00 USD      | 100 USD | with another text",
        "1.000,00 USD   | 100 USD | with another text",
        "50             | 100 USD | with another text",
        "fifty USD      | 100 USD | with another text",
        "-50 USD        | 100 USD | with another text"
      })
  @DisplayName("declines a value beyond its bound, in another currency, or not understood")
  void beyondTheBound(String value, String limit, String why) {
    AnswerPolicy.Decision decision =
        UP_TO_50000.decide(reading("o451", o451(value, limit)), TICKET);

    assertThat(decision.accept()).isFalse();
    assertThat(decision.why()).contains(why);
  }

  @Test
  @DisplayName("bounds a percentage")
  void boundsAPercentage() {
    OrderQuestion threePercent = question(RECORDINGS.get("orders/question-o163"));

    assertThat(
            AnswerPolicy.decliningAll()
                .andAccepting("o163", Bound.atMost(Placeholder.LIMIT, "3"))
                .decide(threePercent, ticketOf(threePercent))
                .accept())
        .isTrue();
    assertThat(
            AnswerPolicy.decliningAll()
                .andAccepting("o163", Bound.atMost(Placeholder.LIMIT, "2.99"))
                .decide(threePercent, ticketOf(threePercent))
                .why())
        .isEqualTo("o163: LIMIT is 3, and the policy accepts at most 2.99");
  }

  @Test
  @DisplayName("cannot bound a number that is not in the text, or money without its currency")
  void boundsHaveToFitTheText() {
    AnswerPolicy policy = AnswerPolicy.decliningAll();

    assertThatThrownBy(() -> policy.andAccepting("o163", Bound.atMost(Placeholder.VALUE, "3")))
        .hasMessage("placeholder: expected one of [LIMIT] in the text of o163, but got VALUE");
    assertThatThrownBy(() -> policy.andAccepting("o451", Bound.atMost(Placeholder.VALUE, "3")))
        .hasMessage("currency: the text of o451 names one; say which");
    assertThatThrownBy(
            () -> policy.andAccepting("o163", Bound.atMost(Placeholder.LIMIT, "3", "USD")))
        .hasMessage("currency: the text of o163 names none; leave it out");
    assertThatThrownBy(() -> Bound.atMost(Placeholder.VALUE, "3", "dollars"))
        .hasMessage("currency: expected three letters such as USD, but got 'dollars'");
    assertThatThrownBy(() -> new Bound(Placeholder.VALUE, BigDecimal.ZERO, "USD"))
        .hasMessageStartingWith("max: expected more than 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You are <b>submitting</b> an order without<br/>market data. We strongly&nbsp;recommend against this as it may result in erroneous and unexpected trades.<p>Are you sure you want to submit this order?</p>",
        "<html><body>You are submitting an order without market data. We strongly recommend against this as it may result in erroneous and unexpected trades. Are you sure you want to submit this order?</body></html>"
      })
  @DisplayName("ignores HTML")
  void htmlDoesNotCount(String text) {
    assertThat(AnswerPolicy.accepting("o354").decide(reading("o354", text), TICKET).accept())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<and we double its size>", "<!-- and more -->", "< b and c >"})
  @DisplayName("does not ignore words between angle brackets that are no tag")
  void wordsInBracketsCount(String hidden) {
    String text = KnownQuestion.find("o354").orElseThrow().publishedText().orElseThrow();

    assertThat(
            AnswerPolicy.accepting("o354")
                .decide(reading("o354", text.replace("order?", "order? " + hidden)), TICKET)
                .accept())
        .isFalse();
  }

  @Test
  @DisplayName("declines a question about another order: side, size or limit")
  void anotherOrder() {
    OrderTicket limitOf150 = TICKET.toBuilder().price(new BigDecimal("150")).build();
    AnswerPolicy policy = AnswerPolicy.accepting("o163");

    assertThat(policy.decide(about("BUY 1 AAPL NASDAQ.NMS @ 150.00"), limitOf150).accept())
        .isTrue();
    for (String other :
        List.of(
            "SELL 1 AAPL NASDAQ.NMS @ 150.00",
            "BUY 2 AAPL NASDAQ.NMS @ 150.00",
            "BUY 1 AAPL NASDAQ.NMS @ 15.00",
            "BUY 1 AAPL NASDAQ.NMS LMT 15.00",
            "BUY 1 AAPL NASDAQ.NMS and SELL 900 TSLA @ 150.00",
            "BUY 1 AAPL NASDAQ.NMS; sell 900 TSLA",
            "BUY 1 AAPL NASDAQ.NMS, which is not what you asked for, so that you had better say no",
            "AAPL")) {
      assertThat(policy.decide(about(other), limitOf150).why())
          .isEqualTo("o163: it is about another order: " + other);
    }
  }

  @Test
  @DisplayName("decides about a leg of several orders that are placed together")
  void oneOfSeveral() {
    OrderTicket child = TICKET.toBuilder().side(Side.SELL).build();
    AnswerPolicy policy = AnswerPolicy.accepting("o163");

    assertThat(policy.decide(about("SELL 1 AAPL NYSE"), List.of(TICKET, child)).accept()).isTrue();
    assertThat(policy.decide(about("SELL 2 AAPL NYSE"), List.of(TICKET, child)).accept()).isFalse();
  }

  static Stream<Arguments> presets() {
    return Stream.of(
        arguments(AnswerPolicy.decliningAll(), Set.of()),
        arguments(AnswerPolicy.paperLimitOrders(), Set.of("o163", "o354", "o382", "o10153")),
        arguments(AnswerPolicy.marketOrders(), Set.of("o10151", "o10153")),
        arguments(AnswerPolicy.stopOrders(), Set.of("o10331")),
        arguments(
            AnswerPolicy.cashQuantityOrders(), Set.of("o10151", "o10153", "o10164", "o10223")),
        arguments(
            AnswerPolicy.stopOrders().and(AnswerPolicy.accepting("o354")),
            Set.of("o10331", "o354")));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("presets")
  @DisplayName("that is predefined accepts exactly the questions in its documentation")
  void presetsAcceptWhatTheySay(AnswerPolicy policy, Set<String> ids) {
    assertThat(
            knownQuestions()
                .filter(
                    known ->
                        policy
                            .decide(
                                reading(
                                    known.messageId(), filled(known.publishedText().orElseThrow())),
                                TICKET)
                            .accept())
                .map(KnownQuestion::messageId))
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  @DisplayName("accepts another text of a question and keeps the first")
  void furtherWording() {
    AnswerPolicy policy =
        AnswerPolicy.accepting("o354").andAccepting("o354", "No market data, go on all the same?");

    assertThat(
            policy.decide(reading("o354", "No market data, go on all the same?"), TICKET).accept())
        .isTrue();
    assertThat(policy.decide(question(RECORDINGS.get("orders/question-o354")), TICKET).accept())
        .isTrue();
  }

  @Test
  @DisplayName("chooses the option of a prompt that it was told to choose")
  void answersAPrompt() {
    OrderPrompt prompt = prompt();

    assertThat(
            AnswerPolicy.decliningAll()
                .andAnsweringPrompt("p12", "Use on this order")
                .answerTo(prompt))
        .contains("Use on this order");
    assertThat(
            AnswerPolicy.decliningAll()
                .andAnsweringPrompt("p12", prompt.text(), "Do not use")
                .answerTo(prompt))
        .contains("Do not use");
  }

  @Test
  @DisplayName("does not answer a prompt with an unexpected id, text or options")
  void leavesOtherPromptsAlone() {
    OrderPrompt prompt = prompt();
    AnswerPolicy none = AnswerPolicy.decliningAll();

    assertThat(none.answerTo(prompt)).isEmpty();
    assertThat(AnswerPolicy.accepting("p12").answerTo(prompt)).isEmpty();
    assertThat(none.andAnsweringPrompt("p12", "Yes").answerTo(prompt)).isEmpty();
    assertThat(none.andAnsweringPrompt("p13", prompt.text(), "Do not use").answerTo(prompt))
        .isEmpty();
    assertThat(
            none.andAnsweringPrompt("p12", "Use the other algo instead?", "Do not use")
                .answerTo(prompt))
        .isEmpty();
    assertThat(
            none.andAnsweringPrompt("p12", "Do not use")
                .andAnsweringPrompt("p12", "Always use")
                .answerTo(prompt))
        .isEmpty();
    assertThat(
            none.andAnsweringPrompt("p12", "Do not use")
                .decide(reading("p12", prompt.text()), TICKET)
                .accept())
        .isFalse();
  }

  @Test
  @DisplayName("declines a question that it does not name")
  void declinesOthers() {
    OrderQuestion question = question(RECORDINGS.get("orders/question-o354"));

    AnswerPolicy.Decision decision = AnswerPolicy.accepting("o163").decide(question, TICKET);

    assertThat(decision.accept()).isFalse();
    assertThat(decision.why()).contains("does not name o354");
  }

  @Test
  @DisplayName(
      "declines a question with a known id but another text, such as IBKR's own garbled page")
  void declinesAnotherText() {
    OrderQuestion garbled = question(RECORDINGS.get("replies/question-o10153-garbled"));

    AnswerPolicy.Decision decision = AnswerPolicy.accepting("o10153").decide(garbled, TICKET);

    assertThat(decision.accept()).isFalse();
    assertThat(decision.why()).contains("o10153 with another text");
  }

  @Test
  @DisplayName("declines two messages if it accepts only one of them")
  void everyMessageCounts() {
    OrderQuestion two =
        OrderQuestion.builder()
            .id("id")
            .message(List.of("This is the first one.", "This is the second one."))
            .messageIds(List.of("a1", "a2"))
            .build();

    assertThat(
            AnswerPolicy.decliningAll()
                .andAccepting("a1", "This is the first one.")
                .decide(two, TICKET)
                .accept())
        .isFalse();
    assertThat(
            AnswerPolicy.decliningAll()
                .andAccepting("a1", "This is the first one.")
                .andAccepting("a2", "This is the second one.")
                .decide(two, TICKET)
                .accept())
        .isTrue();
  }

  @Test
  @DisplayName("declines a question without an id")
  void noIdNoYes() {
    assertThat(
            AnswerPolicy.accepting("o354")
                .decide(question(RECORDINGS.get("orders/question-close-position")), TICKET)
                .accept())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The following order \"BUY 1 AAPL\" price exceeds the Percentage constraint of many%. Are you sure you want to submit this order?",
        "The following order \"BUY 1 AAPL\" price exceeds the Percentage constraint of 3%. Are you sure you want to submit this order? And another thing.",
        "Please confirm. The following order \"BUY 1 AAPL\" price exceeds the Percentage constraint of 3%. Are you sure you want to submit this order?"
      })
  @DisplayName("matches a placeholder with a number or an order, not with a sentence")
  void placeholdersAreNarrow(String text) {
    OrderQuestion question = reading("o163", text);

    assertThat(AnswerPolicy.accepting("o163").decide(question, TICKET).accept()).isFalse();
  }

  @Test
  @DisplayName("refuses to accept a question with no published text, or an empty text")
  void needsAText() {
    assertThatThrownBy(() -> AnswerPolicy.accepting("o10152"))
        .hasMessageContaining("o10152")
        .hasMessageContaining("andAccepting");
    assertThatThrownBy(() -> AnswerPolicy.accepting("o999")).hasMessageContaining("o999");
    assertThatThrownBy(() -> AnswerPolicy.decliningAll().andAccepting("o1", "{ORDER}"))
        .hasMessageContaining("whole text");
    assertThatThrownBy(() -> AnswerPolicy.decliningAll().andAccepting("o1", " "))
        .hasMessageContaining("o1");
    assertThatThrownBy(
            () -> AnswerPolicy.decliningAll().andAccepting("o1", "May we do {ANYTHING} at all?"))
        .hasMessageContaining("{ANYTHING}");
  }

  /** The order that the question names, if any. */
  private static OrderTicket ticketOf(OrderQuestion question) {
    Matcher named =
        Pattern.compile("\"BUY ([0-9.]+) [^@\"]*(?:@ ([0-9.]+))?")
            .matcher(question.message().get(0));
    if (!named.find()) {
      return TICKET;
    }
    return TICKET.toBuilder()
        .quantity(new BigDecimal(named.group(1)))
        .price(named.group(2) == null ? null : new BigDecimal(named.group(2)))
        .build();
  }

  private static OrderQuestion reading(String messageId, String text) {
    return OrderQuestion.builder()
        .id("id")
        .message(List.of(text))
        .messageIds(List.of(messageId))
        .build();
  }

  private static OrderQuestion about(String order) {
    return reading(
        "o163",
        "The following order \""
            + order
            + "\" price exceeds the Percentage constraint of 3%. Are you sure you want to submit this order?");
  }

  private static String o451(String value, String limit) {
    return "The following order \"BUY 1 AAPL NASDAQ.NMS\" value estimate of "
        + value
        + " exceeds \nthe Total Value Limit of "
        + limit
        + ".\nAre you sure you want to submit this order?";
  }

  /** A published text about the ticket of this test. */
  private static String filled(String template) {
    return template
        .replace("{ORDER}", "BUY 1 AAPL NASDAQ.NMS")
        .replace("{LIMIT}", "3")
        .replace("{VALUE}", "124,995.00")
        .replace("{CURRENCY}", "USD");
  }

  private static OrderPrompt prompt() {
    return Json.mapper()
        .convertValue(
            RECORDINGS.get("orders/prompted-p12").responseBody().orElseThrow(), OrderPrompt.class);
  }

  private static String id(Recording recording) {
    return recording.responseBody().orElseThrow().at("/0/messageIds/0").asText();
  }

  private static OrderQuestion question(Recording recording) {
    return Json.mapper()
        .convertValue(recording.responseBody().orElseThrow().get(0), OrderQuestion.class);
  }
}
