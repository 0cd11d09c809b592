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
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the live orders, the status of an order and the trades say. */
@DisplayName("A report")
@ExtendWith(GatewayExtension.class)
final class ReportClauses {

  private static final String FAR_STOP = "'orderType':'STP','side':'SELL','price':1.00,'tif':'DAY'";

  private static String idOf(JsonNode acknowledgement) {
    return acknowledgement.path("order_id").asText();
  }

  private static JsonNode liveRow(Orders orders, RawGateway.Answer placed) {
    String orderId = idOf(orders.acknowledgement(placed));
    JsonNode row = orders.row(orderId);
    orders.cancel(orderId);
    return row;
  }

  private static JsonNode status(Orders orders, RawGateway.Answer placed) {
    String orderId = idOf(orders.acknowledgement(placed));
    JsonNode report = orders.status(orderId).json();
    orders.cancel(orderId);
    return report;
  }

  @Test
  @Clause("LIV-05")
  @Needs(Capability.ORDERS)
  @DisplayName("lists the orders of the named account only")
  void namedAccount(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = idOf(orders.acknowledgement(orders.placeFarLimit()));

    List<JsonNode> rows = orders.allLive();

    assertThat(rows).extracting(row -> row.path("orderId").asText()).contains(orderId);
    assertThat(rows).extracting(row -> row.path("acct").asText()).containsOnly(gateway.account());
    orders.cancel(orderId);
  }

  @Test
  @Clause("LIV-06")
  @IsolatedGateway(required = false)
  @Needs(Capability.ORDERS)
  @DisplayName("without the name of an account lists the orders of the session")
  void noAccountNamed(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = idOf(orders.acknowledgement(orders.placeFarLimit()));
    orders.live();

    JsonNode rows = gateway.raw().get("/iserver/account/orders").json().path("orders");

    assertThat(rows).extracting(row -> row.path("orderId").asText()).contains(orderId);
    orders.cancel(orderId);
  }

  @Test
  @Clause("LIV-07")
  @Needs(Capability.ORDERS)
  @DisplayName("lists a stop without a price, and with its trigger twice, as text")
  void listedStop(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row = liveRow(orders, orders.placeOne(FAR_STOP));

    assertThat(row.path("price").asText("missing")).isEmpty();
    assertThat(row.path("auxPrice").textValue()).isEqualTo("1.00");
    assertThat(row.path("stop_price").textValue()).isEqualTo("1.00");
    assertThat(row.path("totalSize").isNumber()).as("totalSize is a number").isTrue();
  }

  @Test
  @Clause("LIV-08")
  @Needs(Capability.ORDERS)
  @DisplayName("shows a limit order as Limit and LIMIT, and never as LMT")
  void displayWords(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row = liveRow(orders, orders.placeFarLimit());

    assertThat(row.path("orderType").asText()).as("orderType").isEqualTo("Limit");
    assertThat(row.path("origOrderType").asText()).as("origOrderType").isEqualTo("LIMIT");
  }

  @Test
  @Clause("LIV-09")
  @Needs(Capability.ORDERS)
  @DisplayName("has flags as text, and its time both as text and as a number")
  void flagsAndTimes(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row = liveRow(orders, orders.placeFarLimit());

    assertThat(row.path("isEventTrading").textValue()).isIn("0", "1");
    assertThat(row.path("supportsTaxOpt").textValue()).isIn("0", "1");
    assertThat(row.path("lastExecutionTime").textValue()).matches("\\d{12}");
    assertThat(row.path("lastExecutionTime_r").isIntegralNumber())
        .as("lastExecutionTime_r is an integer")
        .isTrue();
  }

  @Test
  @Clause("LIV-10")
  @Needs(Capability.ORDERS)
  @DisplayName("names the account twice, and the contract as text and as a number")
  void accountAndContract(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row = liveRow(orders, orders.placeFarLimit());

    assertThat(row.path("acct").asText()).as("acct").isEqualTo(gateway.account());
    assertThat(row.path("account").asText()).as("account").isEqualTo(gateway.account());
    assertThat(row.path("conidex").textValue()).isEqualTo("265598");
    assertThat(row.path("conid").isNumber()).as("conid is a number").isTrue();
  }

  @Test
  @Clause("LIV-11")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("lists a future without outsideRTH")
  void future(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row =
        liveRow(
            orders,
            orders.place(
                "{'orders':[{'conid':649180678,'orderType':'LMT','side':'BUY','price':100,'tif':'DAY','quantity':1,'manualIndicator':true}]}"));

    assertThat(row.path("conidex").asText()).as("conidex").isEqualTo("649180678");
    assertThat(row.has("outsideRTH")).as("has a member outsideRTH").isFalse();
  }

  @Test
  @Clause("LIV-12")
  @Needs(Capability.ORDERS)
  @DisplayName("has the order's second status as a word in the list, and as digits in the status")
  void secondStatus(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = idOf(orders.acknowledgement(orders.placeFarLimit()));

    JsonNode row = orders.row(orderId);
    JsonNode report = orders.status(orderId).json();

    assertThat(row.path("order_ccp_status").asText())
        .as("order_ccp_status")
        .matches("[A-Z][A-Za-z ]+");
    assertThat(report.path("order_ccp_status").asText()).as("order_ccp_status").matches("\\d+");
    orders.cancel(orderId);
  }

  @Test
  @Clause("LIV-13")
  @Needs(Capability.ORDERS)
  @DisplayName("is filtered by states that are joined with commas or repeated")
  void filters(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = idOf(orders.acknowledgement(orders.placeFarLimit()));
    String path = orders.livePath();

    for (String filter :
        List.of("&filters=submitted,pre_submitted", "&filters=submitted&filters=pre_submitted")) {
      // A call with a new filter may only start the subscription (Q51).
      gateway.raw().get(path + filter);
      JsonNode rows = gateway.raw().get(path + filter).json().path("orders");

      assertThat(rows).as(filter).extracting(row -> row.path("orderId").asText()).contains(orderId);
      assertThat(rows)
          .as(filter)
          .extracting(row -> row.path("status").asText())
          .doesNotContain("Cancelled", "Filled");
    }
    orders.cancel(orderId);
  }

  @Test
  @Clause("LIV-14")
  @DisplayName("with force is empty and starts anew")
  void force(GatewayUnderTest gateway) {
    String path = new Orders(gateway).livePath();
    gateway.raw().get(path);

    JsonNode forced = gateway.raw().get(path + "&force=true").json();

    assertThat(forced.path("orders")).as("orders").isEmpty();
    assertThat(forced.path("snapshot").asBoolean(true)).as("snapshot").isFalse();
  }

  @Test
  @Clause("STA-04")
  @Needs(Capability.ORDERS)
  @DisplayName("about one order does not have its client order id")
  void noName(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode report = status(orders, orders.placeFarLimit());

    assertThat(report.path("order_id").isNumber()).as("order_id is a number").isTrue();
    assertThat(report.has("order_ref")).as("has a member order_ref").isFalse();
    assertThat(report.has("local_order_id")).as("has a member local_order_id").isFalse();
  }

  @Test
  @Clause("STA-05")
  @IsolatedGateway("no-questions")
  @DisplayName("about a partly filled order has the rest in size, and the fill in cum_fill")
  void partlyFilled(GatewayUnderTest gateway, MockGateway mock) {
    Orders orders = new Orders(gateway);
    String orderId =
        idOf(
            orders
                .place(
                    "{'orders':[{'conid':265598,'orderType':'LMT','side':'BUY','price':1.00,'tif':'DAY','quantity':10}]}")
                .json()
                .path(0));
    mock.fill(Long.parseLong(orderId), new BigDecimal("4"), new BigDecimal("1.00"));

    JsonNode report = orders.status(orderId).json();

    assertThat(report.path("size").textValue()).isEqualTo("6.0");
    assertThat(report.path("cum_fill").textValue()).isEqualTo("4.0");
    assertThat(report.path("total_size").textValue()).isEqualTo("10.0");
  }

  @Test
  @Clause("STA-06")
  @Needs(Capability.ORDERS)
  @DisplayName(
      "marks what can be edited with a control character, and nothing once it is cancelled")
  void editable(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = idOf(orders.acknowledgement(orders.placeFarLimit()));
    orders.live();
    JsonNode working = orders.status(orderId).json();

    orders.cancel(orderId);
    assertThat(orders.statuses()).endsWith("Cancelled");
    JsonNode cancelled = orders.status(orderId).json();

    assertThat(working.path("editable_fields").textValue()).isEqualTo("\u001E");
    assertThat(cancelled.path("editable_fields").textValue()).isEmpty();
  }

  @Test
  @Clause("STA-07")
  @Needs(Capability.ORDERS)
  @DisplayName("about a stop has an empty limit")
  void statusOfAStop(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode report = status(orders, orders.placeOne(FAR_STOP));

    assertThat(report.path("limit_price").asText("missing")).isEmpty();
    assertThat(report.path("stop_price").textValue()).isEqualTo("1.00");
    assertThat(report.path("side").asText()).as("side").isEqualTo("S");
  }

  @Test
  @Clause("STA-08")
  @Needs(Capability.ORDERS)
  @DisplayName("has child_order_type 3 for a plain order, which is no child")
  void notAChild(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode report = status(orders, orders.placeFarLimit());

    assertThat(report.path("child_order_type").textValue()).isEqualTo("3");
    assertThat(report.has("parent_order_id")).as("has a member parent_order_id").isFalse();
  }

  @Test
  @Clause("STA-09")
  @Needs(Capability.ORDERS)
  @DisplayName("about a child names its parent in a member that IBKR does not document")
  void statusOfAChild(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String name = orders.newName();
    JsonNode rows =
        orders.confirmAll(
            orders.place(
                ("{'orders':[{'conid':265598,'orderType':'LMT','side':'BUY','price':1.00,'tif':'DAY','quantity':1,'cOID':'%s'},"
                        + "{'conid':265598,'orderType':'LMT','side':'SELL','price':5000,'tif':'DAY','quantity':1,'parentId':'%s'}]}")
                    .formatted(name, name)));
    Assumptions.assumeTrue(rows.path(1).has("order_id"), () -> "not accepted: " + rows);
    List<String> ids = Stream.of(rows.path(0), rows.path(1)).map(ReportClauses::idOf).toList();

    List<String> parents =
        ids.stream()
            .map(id -> orders.status(id).json().path("parent_order_id").asText())
            .filter(parent -> !parent.isEmpty())
            .toList();

    assertThat(parents).hasSize(1);
    assertThat(ids).containsAll(parents);
    ids.forEach(orders::cancel);
  }

  @Test
  @Clause("CAN-05")
  @Needs(Capability.ORDERS)
  @DisplayName("about a cancel can have placeholders instead of contract and account")
  void placeholders(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = idOf(orders.acknowledgement(orders.placeFarLimit()));
    orders.live();

    JsonNode receipt = orders.cancel(orderId).json();

    assertThat(receipt.path("msg").asText()).as("msg").isEqualTo("Request was submitted");
    assertThat(receipt.path("conid").asLong()).as("conid").isIn(-1L, 265598L);
    assertThat(receipt.path("account").asText("null")).isIn("null", gateway.account());
  }

  @Test
  @Clause("CAN-06")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("about the cancel of a future needs no further parameters")
  void cancelledFuture(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId =
        idOf(
            orders.acknowledgement(
                orders.place(
                    "{'orders':[{'conid':649180678,'orderType':'LMT','side':'BUY','price':100,'tif':'DAY','quantity':1,'manualIndicator':true}]}")));
    orders.row(orderId);

    RawGateway.Answer receipt = orders.cancel(orderId);

    assertThat(receipt.status()).isEqualTo(200);
    assertThat(receipt.json().path("order_id").asText()).as("order_id").isEqualTo(orderId);
  }

  @Test
  @Clause("CAN-07")
  @IsolatedGateway("no-questions")
  @DisplayName("can say Filled after a cancel was acknowledged")
  void filledAfterCancel(GatewayUnderTest gateway, MockGateway mock) {
    Orders orders = new Orders(gateway);
    String orderId = idOf(orders.placeFarLimit().json().path(0));
    orders.live();
    RawGateway.Answer receipt = orders.cancel(orderId);

    mock.fill(Long.parseLong(orderId));

    assertThat(receipt.status()).isEqualTo(200);
    assertThat(orders.status(orderId).json().path("order_status").asText())
        .as("order_status")
        .isEqualTo("Filled");
  }

  @Test
  @Clause("TRD-02")
  @IsolatedGateway("no-questions")
  @DisplayName("of trades is empty on the first call of a session")
  void firstTrades(GatewayUnderTest gateway) {
    new Orders(gateway).placeOne("'orderType':'MKT','side':'BUY','tif':'DAY'");

    JsonNode first = gateway.raw().get("/iserver/account/trades").json();
    JsonNode second = gateway.raw().get("/iserver/account/trades").json();

    assertThat(first.isArray()).as("the answer is an array").isTrue();
    assertThat(first).isEmpty();
    assertThat(second).hasSize(1);
  }

  @Test
  @Clause("TRD-03")
  @IsolatedGateway("no-questions")
  @DisplayName("of trades has the client order id of the order, and its id as a number")
  void nameOfATrade(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String name = orders.newName();
    orders.place(
        "{'orders':[{'conid':265598,'orderType':'MKT','side':'BUY','tif':'DAY','quantity':1,'cOID':'%s'}]}"
            .formatted(name));
    gateway.raw().get("/iserver/account/trades");

    JsonNode trade = gateway.raw().get("/iserver/account/trades").json().path(0);

    assertThat(trade.path("order_ref").asText()).as("order_ref").isEqualTo(name);
    assertThat(trade.path("order_id").isNumber()).as("order_id is a number").isTrue();
    assertThat(trade.path("side").asText()).as("side").isEqualTo("B");
    assertThat(trade.path("liquidation_trade").textValue()).isIn("0", "1");
  }
}
