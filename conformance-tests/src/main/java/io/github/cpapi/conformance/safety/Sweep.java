package io.github.cpapi.conformance.safety;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final String baseUrl;
  private final String account;
  private final OkHttpClient http;
  private final OrderGuard guard;
  private final OrderLedger ledger;

  Sweep(String baseUrl, String account, OkHttpClient http, OrderGuard guard, OrderLedger ledger) {
    this.baseUrl = baseUrl;
    this.account = account;
    this.http = http;
    this.guard = guard;
    this.ledger = ledger;
  }

  /** Returns the orders that could not be cancelled, one line each, by client order id. */
  List<String> run() {
    Set<String> names = new LinkedHashSet<>(ledger.orders());
    if (names.isEmpty() && ledger.questions().isEmpty()) {
      return List.of();
    }
    Map<String, String> left = new LinkedHashMap<>();
    try {
      for (String question : ledger.questions()) {
        decline(question);
      }
      // The first list of a session only starts the subscription.
      liveOrders();
      int without = 0;
      for (int lists = 0; without < PROOF && lists < MAX_LISTS; lists++) {
        left.clear();
        for (JsonNode order : liveOrders()) {
          String name = order.path("order_ref").asText();
          String status = order.path("status").asText();
          if (names.contains(name) && !ENDED.contains(status)) {
            left.put(name, cancel(order.path("orderId").asText(), status));
          }
        }
        without = left.isEmpty() ? without + 1 : 0;
      }
    } catch (IOException e) {
      names.forEach(name -> left.putIfAbsent(name, "not known: " + e.getMessage()));
    }
    ledger.keep(left.keySet());
    List<String> lines = new ArrayList<>();
    left.forEach((name, state) -> lines.add(name + ": " + state));
    return lines;
  }

  /** An error means that the question is no longer open; the live orders show what became of it. */
  private void decline(String replyId) throws IOException {
    guard.adoptQuestion(replyId);
    Request request =
        new Request.Builder()
            .url(baseUrl + "/iserver/reply/" + replyId)
            .post(RequestBody.create("{\"confirmed\":false}", MediaType.get("application/json")))
            .build();
    http.newCall(request).execute().close();
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

  private String cancel(String orderId, String status) throws IOException {
    if (status.equals("Filled")) {
      return "was filled";
    }
    guard.adoptOrder(orderId);
    Request request =
        new Request.Builder()
            .url(baseUrl + "/iserver/account/" + account + "/order/" + orderId)
            .delete()
            .build();
    try (Response response = http.newCall(request).execute()) {
      return "order %s is %s; the cancellation has status %d: %s"
          .formatted(orderId, status, response.code(), response.body().string());
    }
  }
}
