package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.Needs;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.conformance.gateway.Capability;
import java.math.BigDecimal;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders of each type, and how they are refused. */
@DisplayName("An order of a certain kind")
@ExtendWith(GatewayExtension.class)
final class OrderKindClauses {

  private static final String FAR_BUY = "'orderType':'LMT','side':'BUY','price':1.00,'tif':'DAY'";
  private static final String ES_FUTURE =
      "{'orders':[{'conid':649180678,'orderType':'LMT','side':'BUY','price':100,'tif':'DAY','quantity':1,%s}]}";
  private static final String COMBO =
      "'conidex':'28812380;;;265598/1,8314/-1','orderType':'LMT','side':'BUY','price':-5,'tif':'DAY','quantity':1";

  private static void assertRefused(RawGateway.Answer answer, int status, String reason) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").asText()).as("error").contains(reason);
  }

  @Test
  @Clause("ORD-13")
  @Needs(Capability.ORDERS)
  @DisplayName("is acknowledged with an array, and refused with an object")
  void arrayOrObject(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode taken = orders.confirmAll(orders.placeFarLimit());
    RawGateway.Answer refused = orders.placeOne(FAR_BUY.replace("1.00", "1.001"));

    assertThat(taken.isArray()).as("the answer is an array").isTrue();
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.json().isObject()).as("the answer is an object").isTrue();
    assertThat(refused.json().path("error").isTextual()).as("error is a string").isTrue();
    orders.cancel(taken.at("/0/order_id").asText());
  }

  @Test
  @Clause("ORD-14")
  @Needs(Capability.ORDERS)
  @DisplayName("good till cancelled is accepted, whatever its acknowledgement announces")
  void goodTillCancelled(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row = orders.acknowledgement(orders.placeOne(FAR_BUY.replace("DAY", "GTC")));
    String orderId = row.path("order_id").asText();

    assertThat(row.path("error").asText("")).isEmpty();
    assertThat(row.path("text").asText("canceled")).contains("canceled");
    assertThat(orders.row(orderId).path("timeInForce").asText()).as("timeInForce").isEqualTo("GTC");
    orders.cancel(orderId);
  }

  @Test
  @Clause("ORD-15")
  @Needs(Capability.ORDERS)
  @DisplayName("is acknowledged with encrypt_message as the text 1, or without it")
  void encryptMessage(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row = orders.acknowledgement(orders.placeFarLimit());

    JsonNode encrypted = row.path("encrypt_message");
    assertThat(encrypted.isMissingNode() || "1".equals(encrypted.textValue()))
        .as(encrypted.toString())
        .isTrue();
    orders.cancel(row.path("order_id").asText());
  }

  @Test
  @Clause("ORD-16")
  @Needs(Capability.ORDERS)
  @DisplayName("that rests is acknowledged as submitted, or on its way")
  void firstStatus(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row = orders.acknowledgement(orders.placeFarLimit());

    assertThat(row.path("order_status").asText())
        .as("order_status")
        .isIn("PendingSubmit", "PreSubmitted", "Submitted", "Inactive");
    orders.cancel(row.path("order_id").asText());
  }

  @Test
  @Clause("ORD-17")
  @Needs(Capability.ORDERS)
  @DisplayName("that is a stop limit has its limit in price and its trigger in auxPrice")
  void stopLimit(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row =
        orders.acknowledgement(
            orders.placeOne(
                "'orderType':'STOP_LIMIT','side':'SELL','price':1.00,'auxPrice':2.00,'tif':'DAY'"));
    JsonNode report = orders.status(row.path("order_id").asText()).json();

    assertThat(report.path("limit_price").asText()).as("limit_price").isEqualTo("1.00");
    assertThat(report.path("stop_price").asText()).as("stop_price").isEqualTo("2.00");
    orders.cancel(row.path("order_id").asText());
  }

  @Test
  @Clause("ORD-18")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("that trails needs an amount and its type")
  void trailWithoutAmount(GatewayUnderTest gateway) {
    RawGateway.Answer answer =
        new Orders(gateway).placeOne("'orderType':'TRAIL','side':'SELL','tif':'DAY'");

    assertRefused(answer, 200, "Invalid order price fields");
  }

  @Test
  @Clause("ORD-19")
  @Needs(Capability.ORDERS)
  @DisplayName("that trails waits with a trigger at its distance from the market")
  void trail(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row =
        orders.acknowledgement(
            orders.placeOne(
                "'orderType':'TRAIL','side':'SELL','trailingAmt':100,'trailingType':'amt','tif':'DAY'"));
    JsonNode live = orders.row(row.path("order_id").asText());

    assertThat(live.path("status").asText()).as("status").isEqualTo("PreSubmitted");
    assertThat(new BigDecimal(live.path("stop_price").asText())).isPositive();
    orders.cancel(row.path("order_id").asText());
  }

  @Test
  @Clause("ORD-20")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("for all or none of a future fails with status 500, and the reason")
  void allOrNoneFuture(GatewayUnderTest gateway) {
    RawGateway.Answer answer = new Orders(gateway).place(ES_FUTURE.formatted("'allOrNone':true"));

    assertRefused(answer, 500, "invalid order attribute");
  }

  @Test
  @Clause("ORD-21")
  @Needs(Capability.ORDERS)
  @DisplayName("with the client order id of another order is refused")
  void duplicateName(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String name = orders.newName();
    String orderId = orders.acknowledgement(orders.placeFarLimit(name)).path("order_id").asText();

    JsonNode again = orders.confirmAll(orders.placeFarLimit(name));

    assertThat(again.path("error").asText())
        .as("error")
        .contains(name)
        .contains("is already registered");
    orders.cancel(orderId);
  }

  @Test
  @Clause("ORD-22")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("refused for its route says so in cqe and action, and was not placed")
  void refusedByTheExchange(GatewayUnderTest gateway) {
    RawGateway.Answer answer = new Orders(gateway).place(ES_FUTURE.formatted("'extOperator':'x'"));

    assertRefused(answer, 200, "Can not contain field # 8089");
    assertThat(answer.json().path("action").asText()).as("action").isEqualTo("order_submit_issue");
    assertThat(answer.json().at("/cqe/post_payload/rejections"))
        .as("/cqe/post_payload/rejections")
        .isNotEmpty();
    assertThat(answer.json().at("/cqe/post_payload/order_id").asText())
        .as("/cqe/post_payload/order_id")
        .isEqualTo("0");
  }

  @Test
  @Clause("ORD-23")
  @Needs(Capability.ORDERS)
  @DisplayName("for an amount of money is refused if it sells")
  void cashSale(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    RawGateway.Answer answer =
        orders.place(
            "{'orders':[{'conid':265598,'orderType':'LMT','side':'SELL','price':5000,'tif':'DAY','cashQty':5,'cOID':'%s'}]}"
                .formatted(orders.newName()));

    assertRefused(answer, 200, "Cash order quantity can not be set for sell order");
  }

  @Test
  @Clause("ORD-24")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("for a combo has its legs in conidex, no conid, and a limit that can be negative")
  void combo(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row =
        orders.acknowledgement(
            orders.place("{'orders':[{" + COMBO + ",'cOID':'" + orders.newName() + "'}]}"));

    assertThat(row.path("order_id").asText()).as("order_id").matches("\\d+");
    orders.cancel(row.path("order_id").asText());
  }

  @Test
  @Clause("ORD-25")
  @Needs(Capability.ORDERS)
  @DisplayName("can be sent alone, without a list, to the older path")
  void singleForm(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String name = orders.newName();

    JsonNode row =
        orders.acknowledgement(
            gateway
                .raw()
                .post(
                    "/iserver/account/" + gateway.account() + "/order",
                    "{'conid':265598,'quantity':1,'cOID':'" + name + "'," + FAR_BUY + "}"));

    assertThat(row.path("local_order_id").asText()).as("local_order_id").isEqualTo(name);
    orders.cancel(row.path("order_id").asText());
  }

  @Test
  @Clause("ORD-26")
  @Needs(Capability.ORDERS)
  @DisplayName("with a price between two ticks is refused")
  void betweenTicks(GatewayUnderTest gateway) {
    RawGateway.Answer answer = new Orders(gateway).placeOne(FAR_BUY.replace("1.00", "1.001"));

    assertRefused(answer, 200, "Invalid order price fields");
  }

  @Test
  @Clause("ORD-27")
  @Needs(Capability.ORDERS)
  @DisplayName("for the close is accepted, and listed as LIMITONCLOSE")
  void onClose(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row =
        orders.acknowledgement(
            orders.placeOne("'orderType':'LOC','side':'BUY','price':1.00,'tif':'DAY'"));
    JsonNode live = orders.row(row.path("order_id").asText());

    assertThat(live.path("origOrderType").asText()).as("origOrderType").isEqualTo("LIMITONCLOSE");
    orders.cancel(row.path("order_id").asText());
  }

  @Test
  @Clause("ORD-28")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("with an unknown time in force is refused")
  void unknownTimeInForce(GatewayUnderTest gateway) {
    RawGateway.Answer answer = new Orders(gateway).placeOne(FAR_BUY.replace("DAY", "XYZ"));

    assertRefused(answer, 200, "time in force is not supported");
  }

  @Test
  @Clause("ORD-29")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("without a contract is refused with status 400")
  void noContract(GatewayUnderTest gateway) {
    RawGateway.Answer answer =
        new Orders(gateway).place("{'orders':[{'quantity':1," + FAR_BUY + "}]}");

    assertRefused(answer, 400, "conid");
  }

  @Test
  @Clause("ORD-30")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("that is not JSON is refused with status 400")
  void notJson(GatewayUnderTest gateway) {
    RawGateway.Answer answer = new Orders(gateway).place("{orders");

    assertRefused(answer, 400, "parse");
  }

  @Test
  @Clause("ORD-31")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("for the account of another user is refused with status 400")
  void accountOfAnotherUser(GatewayUnderTest gateway) {
    RawGateway.Answer answer =
        gateway
            .raw()
            .post(
                "/iserver/account/DU0000000/orders",
                "{'orders':[{'conid':265598,'quantity':1," + FAR_BUY + "}]}");

    assertRefused(answer, 400, "accountId is not valid");
  }

  @Test
  @Clause("BRK-05")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("that is a combo cannot be the child of one that is none")
  void comboChild(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String name = orders.newName();

    RawGateway.Answer answer =
        orders.place(
            ("{'orders':[{'conid':265598,'quantity':1,'cOID':'%s',"
                    + FAR_BUY
                    + "},"
                    + "{'parentId':'%s',"
                    + COMBO
                    + "}]}")
                .formatted(name, name));

    assertRefused(answer, 200, "Child and parent must be both combo and non-combo order");
  }

  @Test
  @Clause("BRK-06")
  @Needs(Capability.ORDERS)
  @DisplayName("that is a child can have a client order id of its own")
  void childWithName(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String parent = orders.newName();
    String child = orders.newName();

    JsonNode rows =
        orders.confirmAll(
            orders.place(
                ("{'orders':[{'conid':265598,'quantity':1,'cOID':'%s',"
                        + FAR_BUY
                        + "},"
                        + "{'conid':265598,'quantity':1,'cOID':'%s','parentId':'%s','orderType':'LMT',"
                        + "'side':'SELL','price':5000,'tif':'GTC'}]}")
                    .formatted(parent, child, parent)));
    Assumptions.assumeTrue(rows.path(0).has("order_id"), () -> "not accepted: " + rows);

    assertThat(orders.live())
        .extracting(row -> row.path("order_ref").asText())
        .contains(parent, child);
    rows.forEach(row -> orders.cancel(row.path("order_id").asText()));
  }

  @Test
  @Clause("BRK-07")
  @Needs(Capability.ORDERS)
  @DisplayName("that is the child of a cancelled order gets a Failed row")
  void childOfAGoneParent(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String name = orders.newName();
    String parent = orders.acknowledgement(orders.placeFarLimit(name)).path("order_id").asText();
    orders.live();
    orders.cancel(parent);
    assertThat(orders.statuses()).endsWith("Cancelled");

    JsonNode row =
        orders
            .place(
                "{'orders':[{'conid':265598,'quantity':1,'cOID':'%s','parentId':'%s','orderType':'LMT','side':'SELL','price':5000,'tif':'GTC'}]}"
                    .formatted(orders.newName(), name))
            .json()
            .path(0);

    assertThat(row.path("order_id").asText()).as("order_id").isEqualTo("-1");
    assertThat(row.path("order_status").asText()).as("order_status").isEqualTo("Failed");
    assertThat(row.path("text").asText()).as("text").contains("no more existed");
  }

  @Test
  @Clause("MOD-03")
  @Needs(Capability.ORDERS)
  @DisplayName("is changed with a bare ticket; one inside orders is refused")
  void wrappedChange(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String orderId = orders.acknowledgement(orders.placeFarLimit()).path("order_id").asText();

    RawGateway.Answer answer =
        orders.change(orderId, "{'orders':[{'conid':265598,'quantity':1," + FAR_BUY + "}]}");

    assertRefused(answer, 400, "conid or conidex is required");
    orders.cancel(orderId);
  }

  @Test
  @Clause("MOD-04")
  @Needs(Capability.ORDERS)
  @DisplayName("that is a stop is changed by a new price, which is its trigger")
  void changedStop(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String stop = "'orderType':'STP','side':'SELL','price':%s,'tif':'DAY'";
    String orderId =
        orders.acknowledgement(orders.placeOne(stop.formatted("1.00"))).path("order_id").asText();

    JsonNode changed =
        orders.acknowledgement(
            orders.change(orderId, "{'conid':265598,'quantity':1," + stop.formatted("2.00") + "}"));

    assertThat(changed.path("order_id").asText()).as("order_id").isEqualTo(orderId);
    assertThat(orders.status(orderId).json().path("stop_price").asText())
        .as("stop_price")
        .isEqualTo("2.00");
    orders.cancel(orderId);
  }

  @Test
  @Clause("MOD-05")
  @Needs(Capability.UNSAFE_ORDERS)
  @DisplayName("that does not exist cannot be changed; the answer has status 200 and an error")
  void unknownChange(GatewayUnderTest gateway) {
    RawGateway.Answer answer =
        new Orders(gateway).change("999999999999", "{'conid':265598,'quantity':1," + FAR_BUY + "}");

    assertRefused(answer, 200, "999999999999");
  }

  @Test
  @Clause("MOD-06")
  @Needs(Capability.ORDERS)
  @DisplayName("keeps its client order id when it is changed")
  void changedKeepsItsName(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String name = orders.newName();
    String orderId = orders.acknowledgement(orders.placeFarLimit(name)).path("order_id").asText();

    JsonNode changed =
        orders.acknowledgement(
            orders.change(
                orderId, "{'conid':265598,'quantity':1," + FAR_BUY.replace("1.00", "2.00") + "}"));

    assertThat(changed.path("order_id").isTextual()).as("order_id is a string").isTrue();
    assertThat(orders.row(orderId).path("order_ref").asText()).as("order_ref").isEqualTo(name);
    orders.cancel(orderId);
  }
}
