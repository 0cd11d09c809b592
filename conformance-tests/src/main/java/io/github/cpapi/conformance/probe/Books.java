package io.github.cpapi.conformance.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.server.PlayedExchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The exchanges of a program, put together: which question is about which order, which reply. */
final class Books {

  private static final Spec SPEC = Spec.load();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> LOOKUPS = Set.of("getLiveOrders", "getOrderStatus", "getTrades");

  private final List<ProbedExchange> exchanges;
  private final List<SentOrder> orders = new ArrayList<>();
  private final Map<String, Asked> questions = new LinkedHashMap<>();
  private final Map<String, Prompt> prompts = new LinkedHashMap<>();
  private final List<ProbedExchange> cancellations = new ArrayList<>();
  private final List<ProbedExchange> suppressions = new ArrayList<>();
  private final List<ProbedExchange> lookups = new ArrayList<>();
  private @Nullable ProbedExchange lost;

  /** A request with one or more tickets. */
  static final class SentOrder {
    final ProbedExchange exchange;
    final List<JsonNode> tickets;

    /** The number of the exchange that declined it; 0 for none. */
    int declinedBy;

    SentOrder(ProbedExchange exchange, List<JsonNode> tickets) {
      this.exchange = exchange;
      this.tickets = tickets;
    }

    /** Refused by the gateway itself, so that no order of it can exist. */
    boolean isRefused() {
      return exchange.fault().isEmpty()
          && exchange.status() != 503
          && read(exchange.answerBody()).path("error").isTextual();
    }
  }

  /** A reply to a question. */
  record Reply(ProbedExchange exchange, boolean confirmed) {}

  /**
   * A question that the program received.
   *
   * @param row its place in the answer, from 1
   * @param rows the number of questions in the answer
   */
  record Asked(
      List<String> messageIds,
      int row,
      int rows,
      ProbedExchange askedBy,
      @Nullable SentOrder order,
      List<Reply> replies) {}

  /** A prompt that the program received. */
  record Prompt(String messageId, ProbedExchange askedBy, List<ProbedExchange> answers) {}

  private Books(List<ProbedExchange> exchanges) {
    this.exchanges = exchanges;
    exchanges.forEach(this::enter);
  }

  static Books of(List<PlayedExchange> played) {
    List<ProbedExchange> exchanges = new ArrayList<>();
    for (PlayedExchange exchange : played) {
      String url = exchange.url().replaceFirst("^/v1/(api|portal)", "");
      exchanges.add(
          new ProbedExchange(
              exchanges.size() + 1,
              exchange.time(),
              SPEC.operationAt(exchange.method(), url.replaceFirst("[?].*", ""))
                  .map(Operation::id)
                  .orElse(""),
              exchange.method(),
              url,
              exchange.requestBody(),
              exchange.status(),
              exchange.fault(),
              exchange.why(),
              exchange.answerBody()));
    }
    return new Books(List.copyOf(exchanges));
  }

  List<ProbedExchange> exchanges() {
    return exchanges;
  }

  List<SentOrder> orders() {
    return orders;
  }

  List<Asked> questions() {
    return List.copyOf(questions.values());
  }

  List<Prompt> prompts() {
    return List.copyOf(prompts.values());
  }

  List<ProbedExchange> cancellations() {
    return cancellations;
  }

  List<ProbedExchange> suppressions() {
    return suppressions;
  }

  /** The request that may have placed an order, and whose answer a fault took; null for none. */
  @Nullable ProbedExchange lost() {
    return lost;
  }

  /** Reads of orders and trades after the lost answer. */
  List<ProbedExchange> lookups() {
    return lookups;
  }

  boolean hasFault(String name) {
    return exchanges.stream().anyMatch(exchange -> exchange.fault().equals(name));
  }

  private void enter(ProbedExchange exchange) {
    JsonNode request = read(exchange.requestBody());
    switch (exchange.operation()) {
      case "placeOrders" -> send(exchange, elements(request.path("orders")).toList());
      case "placeSingleOrder" -> send(exchange, List.of(request));
      case "modifyOrder" -> ask(exchange, null);
      case "answerQuestion" -> reply(exchange, request.path("confirmed"));
      case "answerPrompt" -> {
        Prompt prompt = prompts.get(request.path("reqId").asText());
        if (prompt != null && exchange.status() / 100 == 2) {
          prompt.answers().add(exchange);
        }
      }
      case "cancelOrder" -> cancellations.add(exchange);
      case "suppressQuestions" -> suppressions.add(exchange);
      default -> {
        if (lost != null && LOOKUPS.contains(exchange.operation())) {
          lookups.add(exchange);
        }
      }
    }
  }

  private void send(ProbedExchange exchange, List<JsonNode> tickets) {
    SentOrder order = new SentOrder(exchange, tickets);
    orders.add(order);
    ask(exchange, order);
  }

  private void reply(ProbedExchange exchange, JsonNode confirmed) {
    String id = exchange.path().replaceFirst(".*/", "").replaceFirst("[?].*", "");
    Asked question = questions.get(id);
    SentOrder order = question == null ? null : question.order();
    // With another type the question stays open (Q36).
    if (question != null && confirmed.isBoolean()) {
      question.replies().add(new Reply(exchange, confirmed.booleanValue()));
      boolean declined = !confirmed.booleanValue() && exchange.status() / 100 == 2;
      if (declined && order != null && order.declinedBy == 0) {
        order.declinedBy = exchange.number();
      }
    }
    ask(exchange, order);
  }

  /** Enters the questions and prompts of an answer, or that it was lost. */
  private void ask(ProbedExchange exchange, @Nullable SentOrder order) {
    if (!exchange.fault().isEmpty() && exchange.status() / 100 != 2) {
      lost = lost == null ? exchange : lost;
      return;
    }
    JsonNode answer = read(exchange.answerBody());
    List<JsonNode> rows = elements(answer).filter(row -> row.path("message").isArray()).toList();
    for (int i = 0; i < rows.size(); i++) {
      List<String> messageIds =
          elements(rows.get(i).path("messageIds")).map(JsonNode::asText).toList();
      questions.putIfAbsent(
          rows.get(i).path("id").asText(),
          new Asked(messageIds, i + 1, rows.size(), exchange, order, new ArrayList<>()));
    }
    if (answer.path("reqId").isTextual()) {
      prompts.putIfAbsent(
          answer.path("reqId").asText(),
          new Prompt(answer.path("messageId").asText(), exchange, new ArrayList<>()));
    }
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
  }

  /** Reads a body; a missing node if it is not JSON. */
  static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
