package io.github.cpapi.conformance.suite;

import static io.github.cpapi.client.contract.Instrument.conid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.policy.MessageIds;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.fault.Fault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The answers to an order. */
@DisplayName("An order")
@ExtendWith(GatewayExtension.class)
final class PlacingClauses {

  @Test
  @Clause("ORD-01")
  @DisplayName("sent as a bare array is refused")
  void aBareArrayIsRefused(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    RawGateway.Answer answer =
        orders.place(
            "[{'conid':265598,'orderType':'LMT','price':1.00,'side':'BUY','tif':'DAY','quantity':1}]");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).contains("Missing order parameters");
  }

  @Test
  @Clause("ORD-02")
  @DisplayName(
      "far from the market is answered with a question that does not contain the order's id")
  void aQuestionTellsNoOrderId(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row = orders.placeFarLimit("").json().path(0);

    assertThat(row.path("id").asText()).isNotBlank();
    assertThat(row.path("message").path(0).asText()).isNotBlank();
    assertThat(row.path("messageIds").path(0).asText()).isNotBlank();
    assertThat(row.has("order_id")).isFalse();
    orders.answer(row.path("id").asText(), "false");
  }

  @Test
  @Clause("ORD-03")
  @DisplayName("has an id that is text in the acknowledgement and a number in the live orders")
  void theIdChangesItsType(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode acknowledged = orders.confirmAll(orders.placeFarLimit("")).path(0);

    assertThat(acknowledged.path("order_id").isTextual()).isTrue();
    assertThat(orders.live())
        .singleElement()
        .satisfies(row -> assertThat(row.path("orderId").isNumber()).isTrue())
        .satisfies(
            row ->
                assertThat(row.path("orderId").asText())
                    .isEqualTo(acknowledged.path("order_id").asText()));
    orders.cancel(acknowledged.path("order_id").asText());
  }

  @Test
  @Clause("ORD-04")
  @DisplayName("returns its client order id in the acknowledgement and in the live orders")
  void theClientOrderIdComesBack(GatewayUnderTest gateway) {
    String name = "ord-04-" + gateway.account();
    Ticket ticket = Ticket.buy("1", conid(265598)).limit("1.00").clientOrderId(name).build();

    try (CpapiClient client = gateway.client()) {
      OrderOutcome outcome =
          client
              .orders()
              .place(
                  ticket,
                  AnswerPolicy.accepting(
                      MessageIds.PRICE_PERCENTAGE,
                      MessageIds.NO_MARKET_DATA,
                      MessageIds.PRICE_CAP));

      assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
      assertThat(((OrderOutcome.Accepted) outcome).orders())
          .singleElement()
          .satisfies(order -> assertThat(order.clientOrderId()).isEqualTo(name));
      client.orders().liveOrders();
      assertThat(client.orders().liveOrders().orders())
          .singleElement()
          .satisfies(order -> assertThat(order.clientOrderId()).isEqualTo(name));
    }
  }

  @Test
  @Clause("ORD-05")
  @DisplayName("without a client order id gets none")
  void noClientOrderIdNoEcho(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode acknowledged = orders.confirmAll(orders.placeFarLimit("")).path(0);

    assertThat(acknowledged.has("local_order_id")).isFalse();
    assertThat(orders.live())
        .singleElement()
        .satisfies(row -> assertThat(row.has("order_ref")).isFalse());
  }

  @Test
  @Clause("ORD-06")
  @DisplayName("for a contract that does not exist is refused with status 200")
  void anUnknownContractIsRefused(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    RawGateway.Answer answer =
        orders.place(
            "{'orders':[{'conid':999999999,'orderType':'MKT','side':'BUY','tif':'DAY','quantity':1}]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("error").asText()).contains("no sec defs");
  }

  @Test
  @Clause("ORD-08")
  @DisplayName("with the misspelt member cOId is accepted silently, without a client order id")
  void aMisspeltMemberIsIgnored(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode acknowledged = orders.confirmAll(orders.placeFarLimit(",'cOId':'lost'")).path(0);

    assertThat(acknowledged.path("order_id").asText()).isNotBlank();
    assertThat(acknowledged.has("local_order_id")).isFalse();
    assertThat(orders.live())
        .singleElement()
        .satisfies(row -> assertThat(row.has("order_ref")).isFalse());
  }

  @Test
  @Clause("ORD-07")
  @IsolatedGateway("no-questions")
  @DisplayName("answered with 503 may have been placed")
  void anUnavailableGatewayMayHaveIt(GatewayUnderTest gateway, MockGateway mock) {
    Orders orders = new Orders(gateway);
    mock.arm(Fault.ACCEPTED_THEN_503);

    RawGateway.Answer answer = orders.placeFarLimit(",'cOID':'ord-07'");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(orders.live())
        .singleElement()
        .satisfies(row -> assertThat(row.path("order_ref").asText()).isEqualTo("ord-07"))
        .satisfies(row -> assertThat(row.path("status").asText()).isEqualTo("Submitted"));
  }

  @Test
  @Clause("ORD-10")
  @DisplayName("that is a stop has its trigger in price, and is refused with auxPrice alone")
  void theTriggerIsThePrice(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode taken = orders.confirmAll(orders.place(stop("'price':0.50")));
    RawGateway.Answer refused = orders.place(stop("'auxPrice':0.50"));

    String orderId = taken.at("/0/order_id").asText();
    assertThat(orders.status(orderId).json().path("stop_price").asText()).isEqualTo("0.50");
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.json().path("error").asText()).contains("Invalid order price fields");
    orders.cancel(orderId);
  }

  @Test
  @Clause("ORD-11")
  @DisplayName(
      "outside regular hours is refused as an error, as a Failed row, or with 500, by its kind")
  void threeShapesOfOneRefusal(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    RawGateway.Answer stop = orders.place(stop("'price':0.50,'outsideRTH':true"));
    RawGateway.Answer fraction =
        orders.place(
            "{'orders':[{'conid':265598,'orderType':'LMT','price':1.00,'side':'BUY','tif':'DAY','quantity':0.5,'outsideRTH':true}]}");
    RawGateway.Answer marketOrder =
        orders.place(
            "{'orders':[{'conid':265598,'orderType':'MKT','side':'BUY','tif':'DAY','quantity':1,'outsideRTH':true}]}");

    assertThat(stop.status()).isEqualTo(200);
    assertThat(stop.json().path("error").asText()).isNotBlank();
    assertThat(fraction.status()).isEqualTo(200);
    assertThat(fraction.json().at("/0/order_status").asText()).isEqualTo("Failed");
    assertThat(marketOrder.status()).isEqualTo(500);
    assertThat(marketOrder.json().path("error").asText()).isNotBlank();
  }

  @Test
  @Clause("ORD-12")
  @DisplayName("with text for a quantity, or the type LIMIT, fails with status 500 and no body")
  void wrongTypesSayNothing(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String ticket =
        "{'orders':[{'conid':265598,'orderType':%s,'price':1.00,'side':'BUY','tif':'DAY','quantity':%s}]}";

    RawGateway.Answer text = orders.place(ticket.formatted("'LMT'", "'1'"));
    RawGateway.Answer limit = orders.place(ticket.formatted("'LIMIT'", "1"));

    assertThat(text.status()).isEqualTo(500);
    assertThat(text.text()).isEmpty();
    assertThat(limit.status()).isEqualTo(500);
    assertThat(limit.text()).isEmpty();
  }

  @Test
  @Clause("PRV-01")
  @DisplayName("can be previewed, with figures as formatted text")
  void previewsAreText(GatewayUnderTest gateway) {
    JsonNode preview =
        gateway
            .raw()
            .post(
                "/iserver/account/" + gateway.account() + "/orders/whatif",
                "{'orders':[{'conid':265598,'orderType':'LMT','price':190,'side':'BUY','tif':'DAY','quantity':10}]}")
            .json();

    assertThat(preview.at("/amount/amount").asText()).matches("[0-9,.]+ USD \\(10 Shares\\)");
    assertThat(preview.at("/equity/current").isTextual()).isTrue();
  }

  @Test
  @Clause("PRV-03")
  @DisplayName("is previewed with warnings that start with a number and a slash")
  void warningsAreNumbered(GatewayUnderTest gateway) {
    JsonNode preview =
        gateway
            .raw()
            .post(
                "/iserver/account/" + gateway.account() + "/orders/whatif",
                "{'orders':[{'conid':265598,'orderType':'MKT','side':'BUY','tif':'DAY','quantity':1}]}")
            .json();

    assertThat(preview.path("warn").asText()).matches("(?s)[0-9]+/\\S.*");
  }

  private static String stop(String members) {
    return "{'orders':[{'conid':265598,'orderType':'STP','side':'SELL','tif':'DAY','quantity':1,"
        + members
        + "}]}";
  }
}
