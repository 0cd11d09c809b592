package io.github.cpapi.conformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.result.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An order with the questions about it and their answers, in the order in which they were sent and
 * received.
 */
record Conversation(List<Step> steps) {

  private static final Set<String> OPENING =
      Set.of("placeOrders", "placeSingleOrder", "modifyOrder");
  private static final Set<String> ANSWERING = Set.of("answerQuestion", "answerPrompt");
  private static final int EXCERPT = 160;

  /**
   * A message of the conversation.
   *
   * @param kind what it is
   * @param title what it is about, a few words
   * @param text its words; may be empty
   */
  record Step(Kind kind, String title, String text) {}

  /** What a message is. */
  enum Kind {
    /** From the client. */
    ORDER,
    /** From the client: another state of an order. */
    CHANGE,
    /** From the client: the answer to a question. */
    ANSWER,
    /** From the gateway. */
    QUESTION,
    /** From the gateway: the order exists. */
    ACCEPTED,
    /** From the gateway: anything else. */
    REFUSED
  }

  /** Returns the conversations with at least one question or answer. */
  static List<Conversation> in(List<Exchange> exchanges) {
    List<Conversation> all = new ArrayList<>();
    Map<String, Conversation> awaiting = new HashMap<>();
    for (Exchange exchange : exchanges) {
      String operation = exchange.operation() == null ? "" : exchange.operation();
      boolean answer = ANSWERING.contains(operation);
      if (!answer && !OPENING.contains(operation)) {
        continue;
      }
      Conversation known = answer ? awaiting.get(answered(exchange)) : null;
      Conversation conversation = known == null ? new Conversation(new ArrayList<>()) : known;
      if (known == null) {
        all.add(conversation);
      }
      conversation.steps.add(sent(exchange, answer));
      for (JsonNode row : rows(exchange)) {
        conversation.steps.add(received(exchange, row));
        Stream.of("id", "reqId")
            .filter(row::has)
            .forEach(member -> awaiting.put(row.path(member).asText(), conversation));
      }
    }
    return all.stream().filter(Conversation::hasQuestions).toList();
  }

  /** What an answer refers to: a prompt names it in its body, a question in its path. */
  private static String answered(Exchange exchange) {
    String request = ResultsJson.tree(exchange.requestBody()).path("reqId").asText();
    return request.isEmpty() ? exchange.path().replaceAll(".*/reply/|\\?.*", "") : request;
  }

  private boolean hasQuestions() {
    return steps.stream()
        .anyMatch(step -> step.kind() == Kind.QUESTION || step.kind() == Kind.ANSWER);
  }

  private static Step sent(Exchange exchange, boolean answer) {
    JsonNode body = ResultsJson.tree(exchange.requestBody());
    if (answer) {
      JsonNode confirmed = body.path("confirmed");
      String word =
          confirmed.isBoolean()
              ? (confirmed.asBoolean() ? "yes" : "no")
              : body.path("text").asText();
      return new Step(Kind.ANSWER, word, word.isEmpty() ? excerpt(exchange.requestBody()) : "");
    }
    JsonNode orders = body.has("orders") ? body.path("orders") : body;
    String tickets =
        elements(orders)
            .map(Conversation::ticket)
            .filter(ticket -> !ticket.isEmpty())
            .collect(Collectors.joining("; "));
    Kind kind = "modifyOrder".equals(exchange.operation()) ? Kind.CHANGE : Kind.ORDER;
    return new Step(kind, tickets.isEmpty() ? excerpt(exchange.requestBody()) : tickets, "");
  }

  private static String ticket(JsonNode order) {
    return Stream.of("side", "quantity", "cashQty", "orderType", "price", "auxPrice", "tif")
        .map(member -> order.path(member).asText())
        .filter(value -> !value.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static List<JsonNode> rows(Exchange exchange) {
    return elements(ResultsJson.tree(exchange.responseBody())).toList();
  }

  private static Step received(Exchange exchange, JsonNode row) {
    if (row.has("id") && row.has("message")) {
      String ids =
          elements(row.path("messageIds")).map(JsonNode::asText).collect(Collectors.joining(", "));
      String text =
          elements(row.path("message")).map(JsonNode::asText).collect(Collectors.joining(" "));
      return new Step(Kind.QUESTION, ids, plain(text));
    }
    if (row.path("prompt").asBoolean()) {
      return new Step(
          Kind.QUESTION, row.path("messageId").asText(), plain(row.path("text").asText()));
    }
    JsonNode id = row.path("order_id");
    if (!id.isMissingNode() && !id.asText().equals("-1")) {
      return new Step(Kind.ACCEPTED, "order " + id.asText(), row.path("order_status").asText());
    }
    String title = exchange.status() == 0 ? "no answer" : "status " + exchange.status();
    String error = row.path("error").asText(row.path("text").asText());
    return new Step(
        Kind.REFUSED, title, excerpt(error.isEmpty() ? exchange.responseBody() : error));
  }

  /** The elements of an array; anything else is the only element. */
  private static Stream<JsonNode> elements(JsonNode node) {
    return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
  }

  /** Questions contain tags and line breaks. */
  private static String plain(String text) {
    return text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
  }

  private static String excerpt(String text) {
    String plain = plain(text);
    return plain.length() <= EXCERPT ? plain : plain.substring(0, EXCERPT) + " …";
  }
}
