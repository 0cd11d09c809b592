package io.github.cpapi.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.result.Exchange;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The conversations about orders")
class ConversationTest {

  private static final String BUY =
      "{\"orders\":[{\"side\":\"BUY\",\"quantity\":1,\"price\":2.5}]}";
  private static final String YES = "{\"confirmed\":true}";
  private static final String ACCEPTED = "[{\"order_id\":\"7\",\"order_status\":\"Submitted\"}]";

  @Test
  @DisplayName("follow each question to its answer, also where two orders take turns")
  void twoOrders() {
    List<Conversation> conversations =
        Conversation.in(
            List.of(
                sent("placeOrders", "/o", BUY, 200, question("r1", "o163")),
                sent("placeOrders", "/o", BUY, 200, question("r2", "o354")),
                sent("answerQuestion", "/iserver/reply/r1", YES, 200, question("r3", "o451")),
                sent(
                    "answerQuestion",
                    "/iserver/reply/r2",
                    "{\"confirmed\":false}",
                    200,
                    "{\"error\":\"gone\"}"),
                sent("answerQuestion", "/iserver/reply/r3", YES, 200, ACCEPTED)));

    assertThat(conversations.stream().map(ConversationTest::told))
        .containsExactly(
            List.of(
                "order BUY 1 2.5",
                "question o163 Are you sure?",
                "answer yes",
                "question o451 Are you sure?",
                "answer yes",
                "accepted order 7 Submitted"),
            List.of(
                "order BUY 1 2.5",
                "question o354 Are you sure?",
                "answer no",
                "refused status 200 gone"));
  }

  @Test
  @DisplayName("include prompts, and end with silence")
  void prompt() {
    String prompt =
        "{\"reqId\":\"22\",\"messageId\":\"p12\",\"prompt\":true,\"text\":\"Use it?\",\"options\":[\"Always\"]}";

    List<Conversation> conversations =
        Conversation.in(
            List.of(
                sent("modifyOrder", "/o/1", "{\"side\":\"SELL\"}", 200, prompt),
                sent(
                    "answerPrompt",
                    "/iserver/notification",
                    "{\"reqId\":\"22\",\"text\":\"Always\"}",
                    0,
                    "timeout")));

    assertThat(conversations.stream().map(ConversationTest::told))
        .containsExactly(
            List.of(
                "change SELL",
                "question p12 Use it?",
                "answer Always",
                "refused no answer timeout"));
  }

  @Test
  @DisplayName("do not include orders without a question, nor look-ups")
  void others() {
    assertThat(
            Conversation.in(
                List.of(
                    sent("placeOrders", "/o", BUY, 200, ACCEPTED),
                    sent("placeOrders", "/o", "not JSON", 500, ""),
                    sent("getLiveOrders", "/o", "", 200, question("r1", "o163")))))
        .isEmpty();
  }

  private static List<String> told(Conversation conversation) {
    return conversation.steps().stream()
        .map(
            step ->
                Stream.of(Markup.word(step.kind()), step.title(), step.text())
                    .filter(word -> !word.isEmpty())
                    .reduce((a, b) -> a + " " + b)
                    .orElseThrow())
        .toList();
  }

  private static String question(String id, String messageId) {
    return "[{\"id\":\"%s\",\"message\":[\"<h4>Are you</h4>\\nsure?\"],\"messageIds\":[\"%s\"]}]"
        .formatted(id, messageId);
  }

  private static Exchange sent(
      String operation, String path, String body, int status, String answer) {
    return new Exchange(
        Runs.START, "raw", operation, "POST", path, body, status, "application/json", answer, 1);
  }
}
