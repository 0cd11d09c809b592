package io.github.cpapi.conformance.safety;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cpapi.conformance.gateway.Operations;
import io.github.cpapi.contract.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/**
 * Decides about each request of a run on a gateway that the kit did not start, raw or from the
 * client, before a byte of it leaves. Reads pass. An order passes if it is one of {@link
 * HarmlessOrders}, carries a client order id of the run, and the account proves to be a paper
 * account at that moment. Answers, changes and cancellations pass for orders of the run. Everything
 * else is refused with a {@link SafetyException}. Thread-safe.
 */
public final class OrderGuard implements Interceptor {

  /** A body that readers could understand in two ways is not understood at all. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String account;
  private final String tag;
  private final boolean readOnly;
  private final PaperProof proof;
  private final OrderLedger ledger;
  private final Set<String> orderIds = ConcurrentHashMap.newKeySet();
  private final Set<String> replyIds = ConcurrentHashMap.newKeySet();
  private final List<String> refusals = new CopyOnWriteArrayList<>();

  OrderGuard(String account, String tag, boolean readOnly, PaperProof proof, OrderLedger ledger) {
    this.account = account;
    this.tag = tag;
    this.readOnly = readOnly;
    this.proof = proof;
    this.ledger = ledger;
  }

  /** Returns the requests that were refused, one line each. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Optional<Operation> operation = Operations.of(request);
    JsonNode body = read(request);
    objection(request, operation, body).ifPresent(reason -> refuse(request, reason));
    List<JsonNode> tickets = operation.map(known -> tickets(known.id(), body)).orElse(List.of());
    if (!tickets.isEmpty()) {
      proof.objection().ifPresent(reason -> refuse(request, reason));
      ledger.sending(namesOf(tickets));
    }
    Response response = chain.proceed(request);
    if (!tickets.isEmpty()
        || operation.filter(known -> known.tag().equals("replies")).isPresent()) {
      learn(response.peekBody(Long.MAX_VALUE).string());
    }
    if (response.code() == 200
        && operation.filter(known -> known.id().equals("answerQuestion")).isPresent()) {
      ledger.answered(lastSegment(request));
    }
    return response;
  }

  private void refuse(Request request, String reason) {
    String line = "%s %s: %s".formatted(request.method(), Operations.path(request), reason);
    refusals.add(line);
    throw new SafetyException("not sent: " + line);
  }

  private Optional<String> objection(
      Request request, Optional<Operation> operation, JsonNode body) {
    if (operation.isEmpty()) {
      return request.method().equals("GET")
          ? Optional.empty()
          : Optional.of("the contract has no such operation");
    }
    String id = operation.get().id();
    return switch (id) {
      case "placeOrders", "placeSingleOrder", "modifyOrder" ->
          readOnly ? Optional.of("the run only reads") : orders(request, id, body);
      case "answerQuestion" ->
          unless(replyIds.contains(lastSegment(request)), "the run was not asked this question");
      case "answerPrompt" ->
          unless(
              orderIds.contains(body.path("orderId").asText()), "the prompt is not about the run");
      case "cancelOrder" ->
          unless(orderIds.contains(lastSegment(request)), "the order is not one of the run");
      case "selectAccount" ->
          unless(body.path("acctId").asText().equals(account), "it selects another account");
      case "suppressQuestions",
          "resetSuppressedQuestions",
          "openBrokerageSession",
          "reauthenticate",
          "logout" ->
          Optional.of("it changes the session for all programs at the gateway");
      default ->
          operation.get().readsOnly()
              ? Optional.empty()
              : Optional.of("it is not known to be harmless");
    };
  }

  private Optional<String> orders(Request request, String operation, JsonNode body) {
    if (!Operations.path(request).contains("/" + account + "/")) {
      return Optional.of("it is for another account");
    }
    if (operation.equals("modifyOrder") && !orderIds.contains(lastSegment(request))) {
      return Optional.of("the order is not one of the run");
    }
    List<JsonNode> tickets = tickets(operation, body);
    if (tickets.isEmpty()) {
      return Optional.of("it cannot be read as orders");
    }
    Set<String> names = Set.copyOf(namesOf(tickets));
    for (JsonNode ticket : tickets) {
      Optional<String> objection = HarmlessOrders.objection(ticket);
      if (objection.isPresent()) {
        return objection;
      }
      if (ticket.has("acctId") && !ticket.path("acctId").asText().equals(account)) {
        return Optional.of("an order is for another account");
      }
      boolean child = names.contains(ticket.path("parentId").asText());
      boolean named = ticket.path("cOID").asText().startsWith(tag);
      if (!named && !child && !operation.equals("modifyOrder")) {
        return Optional.of("an order has no client order id of the run, which starts with " + tag);
      }
    }
    return Optional.empty();
  }

  private static List<JsonNode> tickets(String operation, JsonNode body) {
    List<JsonNode> tickets = new ArrayList<>();
    switch (operation) {
      case "placeOrders" -> {
        if (body.size() == 1) {
          body.path("orders").forEach(tickets::add);
        }
      }
      case "placeSingleOrder", "modifyOrder" -> tickets.add(body);
      default -> {}
    }
    return tickets;
  }

  private static List<String> namesOf(List<JsonNode> tickets) {
    return tickets.stream()
        .map(ticket -> ticket.path("cOID").asText())
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  /** Remembers the ids of orders and questions that an answer about the run's orders contains. */
  private void learn(String answer) {
    JsonNode json = read(answer);
    Set<String> asked = new LinkedHashSet<>();
    for (JsonNode row : json.isArray() ? json : List.of(json)) {
      if (row.path("message").isArray()) {
        asked.add(row.path("id").asText());
      }
      for (String member : List.of("order_id", "orderId")) {
        String id = row.path(member).asText();
        if (id.matches("[1-9]\\d*")) {
          orderIds.add(id);
        }
      }
    }
    if (!asked.isEmpty()) {
      ledger.asked(asked);
      replyIds.addAll(asked);
    }
  }

  /** Lets the run cancel an order that an earlier run left. */
  void adoptOrder(String orderId) {
    orderIds.add(orderId);
  }

  /** Lets the run decline a question that an earlier run left. */
  void adoptQuestion(String replyId) {
    replyIds.add(replyId);
  }

  private static Optional<String> unless(boolean harmless, String reason) {
    return harmless ? Optional.empty() : Optional.of(reason);
  }

  private static String lastSegment(Request request) {
    List<String> segments = request.url().pathSegments();
    return segments.get(segments.size() - 1);
  }

  private static JsonNode read(Request request) throws IOException {
    if (request.body() == null) {
      return MissingNode.getInstance();
    }
    Buffer buffer = new Buffer();
    request.body().writeTo(buffer);
    return read(buffer.readUtf8());
  }

  private static JsonNode read(String text) {
    try {
      return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
