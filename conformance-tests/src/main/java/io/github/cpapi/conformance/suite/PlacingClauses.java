package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import io.github.cpapi.conformance.Needs;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.conformance.gateway.Capability;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.fault.Fault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The answers to an order. */
@DisplayName("An order")
@ExtendWith(GatewayExtension.class)
final class PlacingClauses {

  private static final String STOP = "'orderType':'STP','side':'SELL','tif':'DAY',";

  @Test
  @Clause("ORD-01")
  @Needs(Capability.ORDERS)
  @DisplayName("sent as a bare array is refused")
  void aBareArrayIsRefused(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    RawGateway.Answer answer =
        orders.place(
            "[{'conid':265598,'orderType':'LMT','price':1.00,'side':'BUY','tif':'DAY','quantity':1,'cOID':'%s'}]"
                .formatted(orders.newName()));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText())
        .as("error")
        .contains("Missing order parameters");
  }

  @Test
  @Clause("ORD-02")
  @Needs(Capability.ORDERS)
  @DisplayName(
      "far from the market is answered with a question that does not contain the order's id")
  void aQuestionTellsNoOrderId(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    RawGateway.Answer asked = orders.placeFarLimit();
    String id = orders.questionId(asked);

    JsonNode row = asked.json().path(0);
    assertThat(id).isNotBlank();
    assertThat(row.path("message").path(0).asText()).isNotBlank();
    assertThat(row.path("messageIds").path(0).asText()).isNotBlank();
    assertThat(row.has("order_id")).as("has a member order_id").isFalse();
    orders.answer(id, "false");
  }

  @Test
  @Clause("ORD-03")
  @Needs(Capability.ORDERS)
  @DisplayName("has an id that is text in the acknowledgement and a number in the live orders")
  void theIdChangesItsType(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode acknowledged = orders.acknowledgement(orders.placeFarLimit());

    assertThat(acknowledged.path("order_id").isTextual()).as("order_id is a string").isTrue();
    assertThat(orders.live())
        .singleElement()
        .satisfies(
            row -> assertThat(row.path("orderId").isNumber()).as("orderId is a number").isTrue())
        .satisfies(
            row ->
                assertThat(row.path("orderId").asText())
                    .as("orderId")
                    .isEqualTo(acknowledged.path("order_id").asText()));
    orders.cancel(acknowledged.path("order_id").asText());
  }

  @Test
  @Clause("ORD-04")
  @Needs(Capability.ORDERS)
  @DisplayName("returns its client order id in the acknowledgement and in the live orders")
  void theClientOrderIdComesBack(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String name = orders.newName();

    JsonNode acknowledged = orders.acknowledgement(orders.placeFarLimit(name));

    assertThat(acknowledged.path("local_order_id").asText()).as("local_order_id").isEqualTo(name);
    assertThat(orders.live())
        .singleElement()
        .satisfies(
            row -> assertThat(row.path("order_ref").asText()).as("order_ref").isEqualTo(name));
    orders.cancel(acknowledged.path("order_id").asText());
  }

  @Test
  @Clause("ORD-05")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("without a client order id gets none")
  void noClientOrderIdNoEcho(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode acknowledged = orders.acknowledgement(orders.placeUnnamed(""));

    assertThat(acknowledged.has("local_order_id")).as("has a member local_order_id").isFalse();
    assertThat(orders.allLive())
        .singleElement()
        .satisfies(row -> assertThat(row.has("order_ref")).as("has a member order_ref").isFalse());
    orders.cancel(acknowledged.path("order_id").asText());
  }

  @Test
  @Clause("ORD-06")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("for a contract that does not exist is refused with status 200")
  void anUnknownContractIsRefused(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    RawGateway.Answer answer =
        orders.place(
            "{'orders':[{'conid':999999999,'orderType':'MKT','side':'BUY','tif':'DAY','quantity':1}]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("error").asText()).as("error").contains("no sec defs");
  }

  @Test
  @Clause("ORD-08")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("with the misspelt member cOId is accepted silently, without a client order id")
  void aMisspeltMemberIsIgnored(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode acknowledged = orders.acknowledgement(orders.placeUnnamed(",'cOId':'lost'"));

    assertThat(acknowledged.path("order_id").asText()).as("order_id").isNotBlank();
    assertThat(acknowledged.has("local_order_id")).as("has a member local_order_id").isFalse();
    assertThat(orders.allLive())
        .singleElement()
        .satisfies(row -> assertThat(row.has("order_ref")).as("has a member order_ref").isFalse());
    orders.cancel(acknowledged.path("order_id").asText());
  }

  @Test
  @Clause("ORD-07")
  @IsolatedGateway("no-questions")
  @DisplayName("answered with 503 may have been placed")
  void anUnavailableGatewayMayHaveIt(GatewayUnderTest gateway, MockGateway mock) {
    Orders orders = new Orders(gateway);
    mock.arm(Fault.ACCEPTED_THEN_503);

    RawGateway.Answer answer = orders.placeFarLimit("ord-07");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(orders.live())
        .singleElement()
        .satisfies(
            row -> assertThat(row.path("order_ref").asText()).as("order_ref").isEqualTo("ord-07"))
        .satisfies(
            row -> assertThat(row.path("status").asText()).as("status").isEqualTo("Submitted"));
  }

  @Test
  @Clause("ORD-10")
  @Needs(Capability.ORDERS)
  @DisplayName("that is a stop has its trigger in price, and is refused with auxPrice alone")
  void theTriggerIsThePrice(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode taken = orders.confirmAll(orders.placeOne(STOP + "'price':0.50"));
    RawGateway.Answer refused = orders.placeOne(STOP + "'auxPrice':0.50");

    String orderId = taken.at("/0/order_id").asText();
    assertThat(orders.status(orderId).json().path("stop_price").asText())
        .as("stop_price")
        .isEqualTo("0.50");
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.json().path("error").asText())
        .as("error")
        .contains("Invalid order price fields");
    orders.cancel(orderId);
  }

  @Test
  @Clause("ORD-11")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName(
      "outside regular hours is refused as an error, as a Failed row, or with 500, by its kind")
  void threeShapesOfOneRefusal(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    RawGateway.Answer stop = orders.placeOne(STOP + "'price':0.50,'outsideRTH':true");
    RawGateway.Answer fraction =
        orders.place(
            "{'orders':[{'conid':265598,'orderType':'LMT','price':1.00,'side':'BUY','tif':'DAY','quantity':0.5,'outsideRTH':true}]}");
    RawGateway.Answer marketOrder =
        orders.place(
            "{'orders':[{'conid':265598,'orderType':'MKT','side':'BUY','tif':'DAY','quantity':1,'outsideRTH':true}]}");

    assertThat(stop.status()).isEqualTo(200);
    assertThat(stop.json().path("error").asText()).as("error").isNotBlank();
    assertThat(fraction.status()).isEqualTo(200);
    assertThat(fraction.json().at("/0/order_status").asText())
        .as("/0/order_status")
        .isEqualTo("Failed");
    assertThat(marketOrder.status()).isEqualTo(500);
    assertThat(marketOrder.json().path("error").asText()).as("error").isNotBlank();
  }

  @Test
  @Clause("ORD-12")
  @Needs(Capability.UNSAFE_ORDERS)
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

    assertThat(preview.at("/amount/amount").asText())
        .as("/amount/amount")
        .matches("[0-9,.]+ USD \\(10 Shares\\)");
    assertThat(preview.at("/equity/current").isTextual())
        .as("/equity/current is a string")
        .isTrue();
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

    assertThat(preview.path("warn").asText()).as("warn").matches("(?s)[0-9]+/\\S.*");
  }
}
