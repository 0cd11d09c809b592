package io.github.cpapi.conformance.safety;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Declines all questions and cancels all orders in the ledger, and proves by the live orders that
 * none is open.
 */
final class Sweep {

  private static final Set<String> ENDED = Set.of("Cancelled", "ApiCancelled", "Rejected");

  /** An order is gone if this many lists in a row do not have it open. */
  private static final int PROOF = 2;

  private static final int MAX_LISTS = 8;

  private static final int MAX_QUESTIONS = 1000;

  private static final String CHILD = ", child ";

  private final String baseUrl;
  private final String account;
  private final OkHttpClient http;
  private final OrderGuard guard;
  private final OrderLedger ledger;
  private final Set<String> triedBetweenTests = new HashSet<>();

  Sweep(String baseUrl, String account, OkHttpClient http, OrderGuard guard, OrderLedger ledger) {
    this.baseUrl = baseUrl;
    this.account = account;
    this.http = http;
    this.guard = guard;
    this.ledger = ledger;
  }

  /**
   * What a sweep found, one line for each order, by client order id.
   *
   * @param ended questions that were declined, and orders that were cancelled
   * @param left orders that could not be cancelled
   * @param filled orders that were filled, and so changed the position
   */
  record Swept(List<String> ended, List<String> left, List<String> filled) {}

  /** Sweeps. If orders may fill, those that did are forgotten; otherwise they are left. */
  Swept run(boolean fills) {
    if (ledger.isEmpty()) {
      return new Swept(List.of(), List.of(), List.of());
    }
    Map<String, String> ended = declined(new HashSet<>());
    Map<String, String> left = new LinkedHashMap<>();
    Map<String, String> filled = new LinkedHashMap<>();
    try {
      // The first list of a session only starts the subscription.
      liveOrders();
      int without = 0;
      for (int lists = 0; without < PROOF && lists < MAX_LISTS; lists++) {
        left.clear();
        for (Map.Entry<String, JsonNode> order : ofTheRun(liveOrders()).entrySet()) {
          String status = order.getValue().path("status").asText();
          if (status.equals("Filled")) {
            (fills ? filled : left).put(order.getKey(), filled(order.getValue()));
          } else if (!ENDED.contains(status)) {
            String id = order.getValue().path("orderId").asText();
            left.put(order.getKey(), cancel(id, status));
            ended.putIfAbsent(
                order.getKey(), "order %s was %s, and is cancelled".formatted(id, status));
          }
        }
        without = left.isEmpty() ? without + 1 : 0;
      }
      ledger.keep(parents(left.keySet()));
    } catch (IOException e) {
      ledger.orders().forEach(name -> left.putIfAbsent(name, "not known: " + e.getMessage()));
    }
    ended.keySet().removeAll(left.keySet());
    ended.keySet().removeAll(filled.keySet());
    return new Swept(lines(ended), lines(left), lines(filled));
  }

  /**
   * Returns the orders of the ledger by client order id, or by order id if the list does not tell
   * it, and their children, which need not have one.
   */
  private Map<String, JsonNode> ofTheRun(JsonNode listed) {
    List<String> names = ledger.orders();
    List<String> ids = ledger.orderIds();
    Map<String, String> nameOfId = new LinkedHashMap<>();
    Map<String, JsonNode> orders = new LinkedHashMap<>();
    for (JsonNode order : listed) {
      String name = order.path("order_ref").asText();
      String id = order.path("orderId").asText();
      if (names.contains(name) || ids.contains(id)) {
        nameOfId.put(id, names.contains(name) ? name : id);
        orders.put(nameOfId.get(id), order);
      }
    }
    for (JsonNode order : listed) {
      String id = order.path("orderId").asText();
      String parent = nameOfId.get(order.path("parentId").asText("none"));
      if (parent != null && !nameOfId.containsKey(id)) {
        orders.put(parent + CHILD + id, order);
      }
    }
    return orders;
  }

  /** The ids by which the orders are found again. */
  private static Set<String> parents(Set<String> orders) {
    return orders.stream().map(order -> order.split(CHILD, 2)[0]).collect(Collectors.toSet());
  }

  private static List<String> lines(Map<String, String> orders) {
    return orders.entrySet().stream()
        .map(order -> order.getKey() + ": " + order.getValue())
        .toList();
  }

  private static String filled(JsonNode order) {
    return "%s %s %s was filled at %s"
        .formatted(
            order.path("side").asText(),
            order.path("filledQuantity").asText(),
            order.path("ticker").asText(),
            order.path("avgPrice").asText("an unknown price"));
  }

  /** Declines each question once. The sweep tries again, and tells what is left. */
  void declineOpenQuestions() {
    declined(triedBetweenTests);
  }

  /**
   * Declines open questions. The answer to one can be the next one, for example about a child of
   * the order.
   *
   * @param tried the questions to leave alone; gets those that were tried
   */
  private Map<String, String> declined(Set<String> tried) {
    Map<String, String> declined = new LinkedHashMap<>();
    for (int i = 0; i < MAX_QUESTIONS; i++) {
      Optional<String> next =
          ledger.questions().stream().filter(question -> !tried.contains(question)).findFirst();
      if (next.isEmpty()) {
        break;
      }
      tried.add(next.get());
      if (decline(next.get())) {
        declined.put("question " + next.get(), "is declined");
      }
    }
    return declined;
  }

  /** Without success the question may be closed; the live orders show what became of it. */
  private boolean decline(String replyId) {
    if (!guard.adoptQuestion(replyId)) {
      return false;
    }
    Request request =
        new Request.Builder()
            .url(baseUrl + "/iserver/reply/" + replyId)
            .post(RequestBody.create("{\"confirmed\":false}", MediaType.get("application/json")))
            .build();
    try (Response response = http.newCall(request).execute()) {
      return response.code() == 200;
    } catch (IOException noAnswer) {
      return false;
    }
  }

  private JsonNode liveOrders() throws IOException {
    Request request =
        new Request.Builder().url(baseUrl + "/iserver/account/orders?accountId=" + account).build();
    try (Response response = http.newCall(request).execute()) {
      if (response.code() != 200) {
        throw new IOException("the live orders have status " + response.code());
      }
      return new ObjectMapper().readTree(response.body().string()).path("orders");
    } catch (JsonProcessingException e) {
      throw new IOException("the live orders are not JSON", e);
    }
  }

  private String cancel(String orderId, String status) {
    if (!guard.adoptOrder(orderId)) {
      return "it is %s and its order id is %s, so it cannot be cancelled"
          .formatted(status, orderId);
    }
    Request request =
        new Request.Builder()
            .url(baseUrl + "/iserver/account/" + account + "/order/" + orderId)
            .delete()
            .build();
    try (Response response = http.newCall(request).execute()) {
      return "order %s is %s; the cancellation has status %d: %s"
          .formatted(orderId, status, response.code(), response.body().string());
    } catch (IOException e) {
      return "order %s is %s; the cancellation has no answer: %s"
          .formatted(orderId, status, e.getMessage());
    }
  }
}
