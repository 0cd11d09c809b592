package io.github.cpapi.conformance.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.contract.KnownQuestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * Orders for the suites: as small as possible, with limits far from the market that do not fill.
 * Reports are filtered: other orders of the account do not matter.
 */
final class Orders {

  private static final int MAX_READS = 4;

  private static final String FAR_LIMIT =
      "{'conid':265598,'orderType':'LMT','price':1.00,'side':'BUY','tif':'DAY','quantity':1,'cOID':'%s'}";

  private final GatewayUnderTest gateway;
  private final Set<String> names = new LinkedHashSet<>();
  private final List<JsonNode> asked = new ArrayList<>();

  Orders(GatewayUnderTest gateway) {
    this.gateway = gateway;
  }

  /** Returns a new client order id, by which {@link #live} finds the order. */
  String newName() {
    String name = gateway.clientOrderId("order");
    names.add(name);
    return name;
  }

  RawGateway.Answer placeFarLimit() {
    return placeFarLimit(newName());
  }

  RawGateway.Answer placeFarLimit(String name) {
    names.add(name);
    return place("{'orders':[" + FAR_LIMIT.formatted(name) + "]}");
  }

  /** Places one order for a share of AAPL with a new client order id and the given members. */
  RawGateway.Answer placeOne(String members) {
    return place(
        "{'orders':[{'conid':265598,'quantity':1,'cOID':'%s',%s}]}".formatted(newName(), members));
  }

  /** Places a far limit without a client order id, with other members. */
  RawGateway.Answer placeUnnamed(String moreMembers) {
    return place("{'orders':[" + FAR_LIMIT.replace(",'cOID':'%s'", moreMembers) + "]}");
  }

  RawGateway.Answer place(String body) {
    return gateway.raw().post("/iserver/account/" + gateway.account() + "/orders", body);
  }

  RawGateway.Answer change(String orderId, String ticket) {
    return gateway
        .raw()
        .post(
            "/iserver/account/" + gateway.account() + "/order/" + given("order", orderId), ticket);
  }

  RawGateway.Answer answer(String replyId, String confirmed) {
    return gateway
        .raw()
        .post("/iserver/reply/" + given("question", replyId), "{'confirmed':" + confirmed + "}");
  }

  /** Answers a prompt with its first option. */
  RawGateway.Answer choose(JsonNode prompt) {
    return gateway
        .raw()
        .post(
            "/iserver/notification",
            "{'orderId':%s,'reqId':'%s','text':'%s'}"
                .formatted(
                    prompt.path("orderId").asText(),
                    prompt.path("reqId").asText(),
                    prompt.at("/options/0").asText()));
  }

  /**
   * Returns the id of the question that an answer asks. Skips the test if the gateway asks none, or
   * one that the contract does not have.
   */
  String questionId(RawGateway.Answer answer) {
    JsonNode row = answer.json().path(0);
    Assumptions.assumeTrue(row.path("id").isTextual(), "the gateway asked no question");
    assumeKnown(row);
    return row.path("id").asText();
  }

  private static void assumeKnown(JsonNode row) {
    Assumptions.assumeTrue(
        KnownQuestion.asksOnlyKnown(row),
        () -> "the gateway asked what the contract does not have, so it got no yes: " + row);
  }

  /** Confirms all questions, and returns the acknowledgement of one order. Skips without one. */
  JsonNode acknowledgement(RawGateway.Answer first) {
    JsonNode row = confirmAll(first).path(0);
    Assumptions.assumeTrue(row.has("order_id"), () -> "the order was not accepted: " + row);
    return row;
  }

  /**
   * Confirms questions until another kind of answer comes. Skips the test at a question that the
   * contract does not have.
   */
  JsonNode confirmAll(RawGateway.Answer first) {
    JsonNode body = first.json();
    for (int rounds = 0; body.at("/0/message").isArray(); rounds++) {
      if (rounds == 20) {
        throw new AssertionError("the questions did not end: " + body);
      }
      asked.add(body.get(0));
      assumeKnown(body.get(0));
      body = answer(body.at("/0/id").asText(), "true").json();
    }
    return body;
  }

  /** Returns the question with an id that was confirmed. Skips the test if it was not asked. */
  JsonNode askedAs(String messageId) {
    return asked.stream()
        .filter(row -> row.path("messageIds").path(0).asText().equals(messageId))
        .findFirst()
        .orElseGet(() -> Assumptions.abort("the gateway did not ask " + messageId));
  }

  /** Returns the questions that were confirmed, in order. */
  List<JsonNode> asked() {
    return asked;
  }

  /** Returns the live order with an id; a missing node if it is not listed. */
  JsonNode row(String orderId) {
    return readUntilSome(row -> row.path("orderId").asText().equals(orderId)).stream()
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** Returns the live orders of this test, and reads again while there are none. */
  List<JsonNode> live() {
    return readUntilSome(row -> names.contains(row.path("order_ref").asText()));
  }

  /** Returns all live orders of the account, and reads again while there are none. */
  List<JsonNode> allLive() {
    return readUntilSome(row -> true);
  }

  private List<JsonNode> readUntilSome(Predicate<JsonNode> wanted) {
    // The first call of a session only starts the subscription.
    gateway.raw().get(livePath());
    List<JsonNode> rows = List.of();
    for (int reads = 0; rows.isEmpty() && reads < MAX_READS; reads++) {
      JsonNode orders = gateway.raw().get(livePath()).json().path("orders");
      rows = StreamSupport.stream(orders.spliterator(), false).filter(wanted).toList();
    }
    return rows;
  }

  /** Returns the statuses of this test's only order, read again until it is cancelled. */
  List<String> statuses() {
    List<String> statuses = new ArrayList<>();
    for (int reads = 0; reads < MAX_READS && !statuses.contains("Cancelled"); reads++) {
      JsonNode orders = gateway.raw().get(livePath()).json().path("orders");
      StreamSupport.stream(orders.spliterator(), false)
          .filter(row -> names.contains(row.path("order_ref").asText()))
          .map(row -> row.path("status").asText())
          .forEach(statuses::add);
    }
    return statuses;
  }

  String livePath() {
    return "/iserver/account/orders?accountId=" + gateway.account();
  }

  RawGateway.Answer cancel(String orderId) {
    return gateway
        .raw()
        .delete("/iserver/account/" + gateway.account() + "/order/" + given("order", orderId));
  }

  RawGateway.Answer status(String orderId) {
    return gateway.raw().get("/iserver/account/order/status/" + given("order", orderId));
  }

  /** A request without the id would be another request. */
  private static String given(String what, String id) {
    if (id.isBlank()) {
      throw new AssertionError("the answer of the gateway has no id of the " + what);
    }
    return id;
  }
}
