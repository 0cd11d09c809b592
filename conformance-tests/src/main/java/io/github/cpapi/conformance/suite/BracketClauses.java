package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.Needs;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.conformance.gateway.Capability;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The answer to several orders in one submission, and how the orders are linked. */
@DisplayName("Orders sent together")
@ExtendWith(GatewayExtension.class)
final class BracketClauses {

  private static final String PARENT =
      "{'conid':265598,'orderType':'LMT','price':1.00,'side':'BUY','tif':'DAY','quantity':1,'cOID':'%s'}";
  private static final String CHILD =
      "{'conid':265598,'orderType':'LMT','price':5000,'side':'SELL','tif':'GTC','quantity':1,'parentId':'%s'}";
  private static final String GROUPED =
      "{'conid':265598,'orderType':'LMT','price':1.00,'side':'BUY','tif':'DAY','quantity':1,'isSingleGroup':true,'cOID':'%s'}";

  @Test
  @Clause("BRK-01")
  @Needs(Capability.ORDERS)
  @DisplayName("as a bracket are acknowledged in one row each, the child before its parent")
  void aRowForEachLeg(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    String name = gateway.clientOrderId("brk-01");
    JsonNode rows = orders.confirmAll(bracket(orders, name));

    assertThat(rows).hasSize(2);
    JsonNode child = rows.path(0);
    JsonNode parent = rows.path(1);
    assertThat(child.path("parent_order_id").asText())
        .as("parent_order_id")
        .isEqualTo(parent.path("order_id").asText());
    assertThat(child.has("local_order_id")).as("has a member local_order_id").isFalse();
    assertThat(parent.path("local_order_id").asText()).as("local_order_id").isEqualTo(name);
    assertThat(parent.has("parent_order_id")).as("has a member parent_order_id").isFalse();
    orders.cancel(parent.path("order_id").asText());
  }

  @Test
  @Clause("BRK-02")
  @Needs(Capability.OPEN_QUESTIONS)
  @DisplayName("as a bracket can lose a child while the parent awaits an answer")
  void notAllOrNothing(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String parent = PARENT.formatted("brk-02-" + gateway.account());
    String orphan = CHILD.formatted("nobody-" + gateway.account());

    JsonNode rows = orders.place("{'orders':[" + parent + "," + orphan + "]}").json();

    assertThat(rows).hasSize(2);
    assertThat(rows.at("/0/order_id").asText()).as("/0/order_id").isEqualTo("-1");
    assertThat(rows.at("/0/order_status").asText()).as("/0/order_status").isEqualTo("Failed");
    assertThat(rows.at("/0/warning_message").asText()).as("/0/warning_message").isEqualTo("-1");
    assertThat(rows.at("/0/text").asText()).as("/0/text").isNotBlank();
    assertThat(rows.at("/1/order_status").asText()).as("/1/order_status").isEqualTo("Inactive");
    assertThat(orders.status(rows.at("/1/order_id").asText()).status()).isEqualTo(404);
  }

  @Test
  @Clause("BRK-03")
  @Needs(Capability.ORDERS)
  @DisplayName("as a bracket are listed with their parent's id, once as a number and once as text")
  void aChildTellsItsParent(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    JsonNode rows = orders.confirmAll(bracket(orders, gateway.clientOrderId("brk-03")));
    String parent = rows.at("/1/order_id").asText();

    JsonNode child = row(orders.allLive(), rows.at("/0/order_id").asText());

    assertThat(child.path("parentId").isIntegralNumber()).as("parentId is an integer").isTrue();
    assertThat(child.path("parentId").asText()).as("parentId").isEqualTo(parent);
    assertThat(child.path("ocaGroupId").textValue()).isEqualTo(parent);
    orders.cancel(parent);
  }

  @Test
  @Clause("BRK-04")
  @Needs(Capability.ORDERS)
  @DisplayName("as a group are listed under one id that begins with oco-")
  void aGroupHasAnId(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String first = GROUPED.formatted(orders.newName());
    String second = GROUPED.formatted(orders.newName());
    orders.confirmAll(orders.place("{'orders':[" + first + "," + second + "]}"));

    List<JsonNode> live = orders.live();

    assertThat(live).hasSize(2);
    assertThat(live.get(0).path("ocaGroupId").asText()).as("ocaGroupId").startsWith("oco-");
    assertThat(live.get(1).path("ocaGroupId")).isEqualTo(live.get(0).path("ocaGroupId"));
    live.forEach(order -> orders.cancel(order.path("orderId").asText()));
  }

  private static RawGateway.Answer bracket(Orders orders, String name) {
    return orders.place(
        "{'orders':[" + PARENT.formatted(name) + "," + CHILD.formatted(name) + "]}");
  }

  private static JsonNode row(List<JsonNode> live, String orderId) {
    for (JsonNode order : live) {
      if (order.path("orderId").asText().equals(orderId)) {
        return order;
      }
    }
    throw new AssertionError("order " + orderId + " is not among " + live);
  }
}
