package io.github.cpapi.conformance.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.RawGateway;

/**
 * Orders for the suites: as small as possible, with limits far from the market that do not fill.
 */
final class Orders {

  private static final String FAR_LIMIT =
      "{'conid':265598,'orderType':'LMT','price':1.00,'side':'BUY','tif':'DAY','quantity':1%s}";

  private final GatewayUnderTest gateway;

  Orders(GatewayUnderTest gateway) {
    this.gateway = gateway;
  }

  RawGateway.Answer placeFarLimit(String moreMembers) {
    return place("{'orders':[" + FAR_LIMIT.formatted(moreMembers) + "]}");
  }

  RawGateway.Answer place(String body) {
    return gateway.raw().post("/iserver/account/" + gateway.account() + "/orders", body);
  }

  RawGateway.Answer change(String orderId, String ticket) {
    return gateway
        .raw()
        .post("/iserver/account/" + gateway.account() + "/order/" + orderId, ticket);
  }

  RawGateway.Answer answer(String replyId, String confirmed) {
    return gateway.raw().post("/iserver/reply/" + replyId, "{'confirmed':" + confirmed + "}");
  }

  /** Confirms questions until another kind of answer comes. */
  JsonNode confirmAll(RawGateway.Answer first) {
    JsonNode body = first.json();
    for (int rounds = 0; body.at("/0/message").isArray(); rounds++) {
      if (rounds == 20) {
        throw new AssertionError("the questions did not end: " + body);
      }
      body = answer(body.at("/0/id").asText(), "true").json();
    }
    return body;
  }

  /**
   * Returns the live orders of this test's account. The first call of a session only starts the
   * subscription.
   */
  JsonNode live() {
    gateway.raw().get(livePath());
    return gateway.raw().get(livePath()).json().path("orders");
  }

  String livePath() {
    return "/iserver/account/orders?accountId=" + gateway.account();
  }

  RawGateway.Answer cancel(String orderId) {
    return gateway.raw().delete("/iserver/account/" + gateway.account() + "/order/" + orderId);
  }

  RawGateway.Answer status(String orderId) {
    return gateway.raw().get("/iserver/account/order/status/" + orderId);
  }
}
