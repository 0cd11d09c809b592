package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.contract.SpecValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/**
 * A client with its own account that calls the mock over plain {@code java.net.http}.
 *
 * @param checking whether every answer is validated against the spec
 */
record Caller(HttpClient http, String baseUrl, String account, boolean checking) {

  static final String FAR_LIMIT =
      "\"conid\":265598,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":1,\"price\":1.00,\"tif\":\"DAY\"";
  static final String NEAR_LIMIT =
      "\"conid\":8314,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":1,\"price\":142,\"tif\":\"DAY\"";
  static final String MARKET =
      "\"conid\":265598,\"orderType\":\"MKT\",\"side\":\"BUY\",\"quantity\":10,\"tif\":\"DAY\"";

  private static final SpecValidator VALIDATOR = new SpecValidator(Spec.load());

  Caller(HttpClient http, String baseUrl, String account) {
    this(http, baseUrl, account, true);
  }

  Exchange get(String path) {
    return send("GET", path, "");
  }

  Exchange post(String path, String body) {
    return send("POST", path, body);
  }

  Exchange placeBody(String body) {
    return post("/iserver/account/" + account + "/orders", body);
  }

  /** Places one ticket, given by its members. */
  Exchange place(String members) {
    return placeBody("{\"orders\":[{" + members + "}]}");
  }

  /** Places several tickets, each given by its members. */
  Exchange placeAll(String... members) {
    return placeBody("{\"orders\":[{" + String.join("},{", members) + "}]}");
  }

  Exchange modify(String orderId, String members) {
    return post("/iserver/account/" + account + "/order/" + orderId, "{" + members + "}");
  }

  Exchange reply(String replyId, boolean confirmed) {
    return post("/iserver/reply/" + replyId, "{\"confirmed\":" + confirmed + "}");
  }

  /** Says yes to every question and returns the acknowledgement. */
  Exchange placeAndConfirm(String members) {
    return confirm(place(members));
  }

  /** Says yes until nothing is asked any more. */
  Exchange confirm(Exchange first) {
    Exchange answer = first;
    while (!answer.json().at("/0/id").isMissingNode()) {
      answer = reply(answer.replyId(), true);
    }
    return answer;
  }

  Exchange liveOrders() {
    return get("/iserver/account/orders?accountId=" + account);
  }

  /** The first call only starts the subscription. */
  JsonNode firstLiveOrder() {
    liveOrders();
    return liveOrders().json().at("/orders/0");
  }

  /** The first call only starts the subscription. */
  List<JsonNode> rows() {
    liveOrders();
    List<JsonNode> rows = new ArrayList<>();
    liveOrders().json().path("orders").forEach(rows::add);
    return rows;
  }

  Exchange status(String orderId) {
    return get("/iserver/account/order/status/" + orderId);
  }

  Exchange cancel(String orderId) {
    return send("DELETE", "/iserver/account/" + account + "/order/" + orderId, "");
  }

  Exchange send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      Exchange exchange = new Exchange(http.send(request.build(), BodyHandlers.ofString()));
      if (checking && !exchange.recording().isEmpty()) {
        assertThat(VALIDATOR.exchange(method, path, exchange.status(), exchange.body()))
            .as("%s: %s", path, exchange.body())
            .isEmpty();
      }
      return exchange;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
