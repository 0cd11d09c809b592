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
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How orders are monitored and cancelled. */
@DisplayName("Watching orders")
@ExtendWith(GatewayExtension.class)
final class WatchingClauses {

  @Test
  @Clause("LIV-01")
  @IsolatedGateway
  @DisplayName("starts with an empty list that does not tell the orders")
  void theFirstListSaysNothing(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    orders.confirmAll(orders.placeFarLimit());

    JsonNode first = gateway.raw().get(orders.livePath()).json();

    assertThat(first.path("orders")).as("orders").isEmpty();
    assertThat(first.path("snapshot").asBoolean(true)).as("snapshot").isFalse();
  }

  @Test
  @Clause("LIV-02")
  @Needs(Capability.OPEN_QUESTIONS)
  @DisplayName("shows an order whose question is open as Inactive and Pending Submit")
  void anOpenQuestionIsInactive(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String question = orders.placeFarLimit().json().at("/0/id").asText();

    assertThat(orders.live())
        .singleElement()
        .satisfies(
            row -> assertThat(row.path("status").asText()).as("status").isEqualTo("Inactive"))
        .satisfies(
            row ->
                assertThat(row.path("order_ccp_status").asText())
                    .as("order_ccp_status")
                    .isEqualTo("Pending Submit"));
    orders.answer(question, "false");
  }

  @Test
  @Clause("LIV-03")
  @Needs(Capability.FILLS)
  @DisplayName("shows DAY as CLOSE and a market order without a price")
  void displayWords(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    orders.confirmAll(
        orders.place(
            "{'orders':[{'conid':265598,'orderType':'MKT','side':'BUY','tif':'DAY','quantity':1,'cOID':'%s'}]}"
                .formatted(orders.newName())));

    assertThat(orders.live())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.path("timeInForce").asText()).as("timeInForce").isEqualTo("CLOSE"))
        .satisfies(row -> assertThat(row.path("price").asText("missing")).isEmpty());
  }

  @Test
  @Clause("STA-01")
  @Needs(Capability.OPEN_QUESTIONS)
  @DisplayName("finds no status of an order whose question is open")
  void noReportWhileAQuestionIsOpen(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String question = orders.placeFarLimit().json().at("/0/id").asText();
    String orderId = orders.live().get(0).path("orderId").asText();

    RawGateway.Answer report = orders.status(orderId);

    assertThat(report.status()).isEqualTo(404);
    assertThat(report.text()).isEmpty();
    orders.answer(question, "false");
  }

  @Test
  @Clause("STA-02")
  @Needs(Capability.ORDERS)
  @DisplayName("gets sizes and prices as text, and the side as a letter")
  void reportsAreText(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = orders.acknowledgement(orders.placeFarLimit()).path("order_id").asText();

    JsonNode report = orders.status(orderId).json();

    assertThat(report.path("side").asText()).as("side").isEqualTo("B");
    assertThat(report.path("limit_price").isTextual()).as("limit_price is a string").isTrue();
    assertThat(report.path("total_size").isTextual()).as("total_size is a string").isTrue();
    orders.cancel(orderId);
  }

  @Test
  @Clause("STA-03")
  @DisplayName("finds no order with an unknown id")
  void anUnknownOrderIsNotFound(GatewayUnderTest gateway) {
    RawGateway.Answer report = new Orders(gateway).status("999999999999");

    assertThat(report.status()).isEqualTo(503);
    assertThat(report.json().path("error").asText())
        .as("error")
        .isEqualTo("Order 999999999999 is not found");
  }

  @Test
  @Clause("CAN-01")
  @Needs(Capability.ORDERS)
  @DisplayName("sees a cancellation acknowledged before the order is cancelled")
  void aCancelIsAcknowledgedFirst(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = orders.acknowledgement(orders.placeFarLimit()).path("order_id").asText();
    orders.live();

    JsonNode acknowledged = orders.cancel(orderId).json();

    assertThat(acknowledged.path("order_id").isNumber()).as("order_id is a number").isTrue();
    assertThat(acknowledged.path("order_id").asText()).as("order_id").isEqualTo(orderId);
    assertThat(orders.statuses()).startsWith("PendingCancel").endsWith("Cancelled");
  }

  @Test
  @Clause("CAN-02")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("cannot cancel an order that does not exist")
  void anUnknownOrderCannotBeCancelled(GatewayUnderTest gateway) {
    RawGateway.Answer answer = new Orders(gateway).cancel("999999999999");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText())
        .as("error")
        .isEqualTo("OrderID 999999999999 doesn't exist");
  }

  @Test
  @Clause("CAN-03")
  @Needs(Capability.OPEN_QUESTIONS)
  @DisplayName("cannot cancel an order whose question is open")
  void anInactiveOrderCannotBeCancelled(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String question = orders.placeFarLimit().json().at("/0/id").asText();
    String orderId = orders.live().get(0).path("orderId").asText();

    RawGateway.Answer answer = orders.cancel(orderId);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).as("error").contains("Order is inactive");
    orders.answer(question, "false");
  }

  @Test
  @Clause("LIV-04")
  @IsolatedGateway("no-questions")
  @DisplayName("shows why the system cancelled an order")
  void theSystemGivesItsReason(GatewayUnderTest gateway, MockGateway mock) {
    Orders orders = new Orders(gateway);
    long orderId = orders.placeFarLimit().json().at("/0/order_id").asLong();

    mock.cancelBySystem(orderId, "Expired");

    assertThat(orders.live())
        .singleElement()
        .satisfies(
            row -> assertThat(row.path("status").asText()).as("status").isEqualTo("Cancelled"))
        .satisfies(
            row ->
                assertThat(row.path("order_cancellation_by_system_reason").asText())
                    .as("order_cancellation_by_system_reason")
                    .isEqualTo("Expired"));
  }

  @Test
  @Clause("CAN-04")
  @IsolatedGateway("no-questions")
  @DisplayName("can cancel all orders of the account at once")
  void minusOneIsAll(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    orders.placeFarLimit();
    orders.placeFarLimit();
    orders.live();

    RawGateway.Answer answer = orders.cancel("-1");

    assertThat(answer.status()).isEqualTo(200);
    orders.live();
    assertThat(orders.live())
        .hasSize(2)
        .allSatisfy(
            row -> assertThat(row.path("status").asText()).as("status").isEqualTo("Cancelled"));
  }

  @Test
  @Clause("TRD-01")
  @IsolatedGateway("no-questions")
  @DisplayName(
      "returns trades with sizes as numbers and prices as text, for the last requested days")
  void tradesMixTheirTypes(GatewayUnderTest gateway, MockGateway mock) {
    mock.clock().freeze();
    new Orders(gateway)
        .place(
            "{'orders':[{'conid':265598,'orderType':'MKT','side':'BUY','tif':'DAY','quantity':1}]}");
    mock.clock().advance(Duration.ofDays(3));
    gateway.raw().get("/iserver/account/trades?days=7");

    JsonNode sevenDays = gateway.raw().get("/iserver/account/trades").json();
    JsonNode oneDay = gateway.raw().get("/iserver/account/trades?days=1").json();
    JsonNode stillOneDay = gateway.raw().get("/iserver/account/trades").json();

    assertThat(sevenDays).hasSize(1);
    assertThat(sevenDays.at("/0/size").isNumber()).as("/0/size is a number").isTrue();
    assertThat(sevenDays.at("/0/net_amount").isNumber()).as("/0/net_amount is a number").isTrue();
    assertThat(sevenDays.at("/0/price").isTextual()).as("/0/price is a string").isTrue();
    assertThat(sevenDays.at("/0/commission").isTextual()).as("/0/commission is a string").isTrue();
    assertThat(oneDay).isEmpty();
    assertThat(stillOneDay).isEmpty();
  }

  @Test
  @Clause("HDR-01")
  @DisplayName("gets errors with the header x-cnection")
  void errorsCarryAMisspeltHeader(GatewayUnderTest gateway) {
    RawGateway.Answer report = new Orders(gateway).status("999999999999");

    assertThat(report.header("x-cnection")).contains("close");
  }
}
