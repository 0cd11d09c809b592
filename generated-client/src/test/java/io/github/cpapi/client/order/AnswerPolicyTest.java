package io.github.cpapi.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.transport.Json;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An answer policy")
class AnswerPolicyTest {

  private static final OrderTicket TICKET =
      OrderTicket.builder()
          .orderType(OrderType.LMT)
          .side(Side.BUY)
          .timeInForce(TimeInForce.DAY)
          .quantity(BigDecimal.ONE)
          .build();

  static Stream<Recording> recordedQuestions() {
    return Recordings.load().of("placeOrders", "answerQuestion").stream()
        .filter(
            recording ->
                recording
                    .responseBody()
                    .filter(body -> body.at("/0/messageIds/0").isTextual())
                    .isPresent())
        .filter(
            recording ->
                KnownQuestion.find(id(recording)).flatMap(KnownQuestion::publishedText).isPresent())
        .filter(recording -> !recording.name().endsWith("garbled"));
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

  @Test
  @DisplayName("declines a question that it does not name")
  void declinesOthers() {
    OrderQuestion question = question(Recordings.load().get("orders/question-o354"));

    AnswerPolicy.Decision decision = AnswerPolicy.accepting("o163").decide(question, TICKET);

    assertThat(decision.accept()).isFalse();
    assertThat(decision.why()).contains("does not name o354");
  }

  @Test
  @DisplayName(
      "declines a question whose id it names but whose text is another, as IBKR's own garbled page shows")
  void declinesAnotherText() {
    OrderQuestion garbled = question(Recordings.load().get("replies/question-o10153-garbled"));

    AnswerPolicy.Decision decision = AnswerPolicy.accepting("o10153").decide(garbled, TICKET);

    assertThat(decision.accept()).isFalse();
    assertThat(decision.why()).contains("o10153 with another text");
  }

  @Test
  @DisplayName("declines two messages if it accepts only one of them")
  void everyMessageCounts() {
    OrderQuestion two =
        new OrderQuestion(
            "id",
            List.of("This is the first one.", "This is the second one."),
            false,
            List.of("a1", "a2"),
            null,
            null,
            null,
            Map.of());

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
                .decide(question(Recordings.load().get("orders/question-close-position")), TICKET)
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
  @DisplayName("takes a placeholder for a number or an order, not for a sentence")
  void placeholdersAreNarrow(String text) {
    OrderQuestion question =
        new OrderQuestion("id", List.of(text), false, List.of("o163"), null, null, null, Map.of());

    assertThat(AnswerPolicy.accepting("o163").decide(question, TICKET).accept()).isFalse();
  }

  @Test
  @DisplayName(
      "cannot be told to accept a question whose text nobody knows, nor one without a text")
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

  /** The order that the question names, where it names one. */
  private static OrderTicket ticketOf(OrderQuestion question) {
    Matcher named = Pattern.compile("\"BUY ([0-9.]+) ").matcher(question.message().get(0));
    return named.find()
        ? TICKET.toBuilder().quantity(new BigDecimal(named.group(1))).build()
        : TICKET;
  }

  private static String id(Recording recording) {
    return recording.responseBody().orElseThrow().at("/0/messageIds/0").asText();
  }

  private static OrderQuestion question(Recording recording) {
    return Json.mapper()
        .convertValue(recording.responseBody().orElseThrow().get(0), OrderQuestion.class);
  }
}
