package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Reports on orders")
@ExtendWith(OwnAccount.class)
class OrderReportsTest {

  @Nested
  @DisplayName("while a question is open")
  class WhileAQuestionIsOpen {

    @Test
    @DisplayName("list the order as Inactive, Pending Submit (Q32)")
    void live(Caller caller) {
      caller.place(Caller.FAR_LIMIT + ",\"cOID\":\"waits\"");

      JsonNode row = caller.firstLiveOrder();

      assertThat(row.path("status").asText()).isEqualTo("Inactive");
      assertThat(row.path("order_ccp_status").asText()).isEqualTo("Pending Submit");
      assertThat(row.path("order_ref").asText()).isEqualTo("waits");
      assertThat(row.path("price").asText()).isEqualTo("1.00");
    }

    @Test
    @DisplayName("answer the order's status with 404 and no body (Q64)")
    void status(Caller caller) {
      caller.place(Caller.FAR_LIMIT);
      String orderId = caller.firstLiveOrder().path("orderId").asText();

      Exchange status = caller.status(orderId);

      assertThat(status.status()).isEqualTo(404);
      assertThat(status.body()).isEmpty();
    }

    @Test
    @DisplayName("refuse to cancel the order (Q48)")
    void cancel(Caller caller) {
      caller.place(Caller.FAR_LIMIT);
      String orderId = caller.firstLiveOrder().path("orderId").asText();

      Exchange refused = caller.cancel(orderId);

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().path("error").asText()).isEqualTo("Order is inactive");
    }
  }

  @Test
  @DisplayName("start with an empty list whose snapshot is false, for each account (Q51)")
  void firstCall(Caller caller) {
    caller.placeAndConfirm(Caller.MARKET);

    Exchange first = caller.liveOrders();

    assertThat(first.json().path("orders")).isEmpty();
    assertThat(first.json().path("snapshot").asBoolean()).isFalse();
    assertThat(caller.liveOrders().json().path("snapshot").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("are empty with force=true and complete in the next call (Q51)")
  void force(Caller caller) {
    caller.placeAndConfirm(Caller.MARKET);
    caller.liveOrders();

    Exchange forced =
        caller.get("/iserver/account/orders?force=true&accountId=" + caller.account());

    assertThat(forced.recording()).isEqualTo("orders/live-orders-empty");
    assertThat(caller.liveOrders().json().path("orders")).hasSize(1);
  }

  @Test
  @DisplayName("show a market order filled at the reference price")
  void marketOrder(Caller caller) {
    String orderId = caller.placeAndConfirm(Caller.MARKET + ",\"cOID\":\"now\"").orderId();

    JsonNode row = caller.firstLiveOrder();

    assertThat(row.path("orderId").isIntegralNumber()).isTrue();
    assertThat(row.path("orderId").asText()).isEqualTo(orderId);
    assertThat(row.path("acct").asText()).isEqualTo(caller.account());
    assertThat(row.path("order_ref").asText()).isEqualTo("now");
    assertThat(row.path("ticker").asText()).isEqualTo("AAPL");
    assertThat(row.path("status").asText()).isEqualTo("Filled");
    assertThat(row.path("avgPrice").asText()).isEqualTo("190.00");
    assertThat(row.path("price").asText()).isEmpty();
    assertThat(row.path("timeInForce").asText()).isEqualTo("CLOSE");
    assertThat(row.path("filledQuantity").toString()).isEqualTo("10.0");
    assertThat(row.path("orderDesc").asText()).isEqualTo("Bought 10 AAPL Market, Day");
    assertThat(caller.status(orderId).json().path("average_price").asText()).isEqualTo("190.00");
  }

  @Test
  @DisplayName("show a working limit order, with sizes and prices as text in its status (Q61)")
  void limitOrder(Caller caller) {
    String orderId = caller.placeAndConfirm(Caller.NEAR_LIMIT).orderId();

    JsonNode status = caller.status(orderId).json();

    assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Submitted");
    assertThat(status.path("order_status").asText()).isEqualTo("Submitted");
    assertThat(status.path("side").asText()).isEqualTo("B");
    assertThat(status.path("size")).isEqualTo(status.path("total_size"));
    assertThat(status.path("size").textValue()).isEqualTo("1.0");
    assertThat(status.path("limit_price").textValue()).isEqualTo("142.00");
    assertThat(status.path("order_description_with_contract").asText())
        .isEqualTo("Buy 1 IBM Limit 142.00, Day");
  }

  @ParameterizedTest
  @ValueSource(strings = {"submitted", "Submitted", "pending_cancel,Submitted,SortByTime"})
  @DisplayName("can be narrowed to states, in either spelling")
  void filters(String filters, Caller caller) {
    caller.placeAndConfirm(Caller.MARKET);
    String working = caller.placeAndConfirm(Caller.NEAR_LIMIT).orderId();
    caller.liveOrders();

    JsonNode rows =
        caller
            .get(
                "/iserver/account/orders?filters=%s&accountId=%s"
                    .formatted(filters, caller.account()))
            .json()
            .path("orders");

    assertThat(rows).hasSize(1);
    assertThat(rows.at("/0/orderId").asText()).isEqualTo(working);
  }

  @Test
  @DisplayName("are empty for an unknown state, and the header lists the known states")
  void unknownFilter(Caller caller) {
    caller.placeAndConfirm(Caller.NEAR_LIMIT);
    caller.liveOrders();

    Exchange answer =
        caller.get("/iserver/account/orders?filters=open&accountId=" + caller.account());

    assertThat(answer.json().path("orders")).isEmpty();
    assertThat(answer.why()).startsWith("undocumented: filters are inactive, pending_submit,");
  }

  @Test
  @DisplayName("do not know an order of another mock (Q64)")
  void unknown(Caller caller) {
    Exchange status = caller.status("999999999999");

    assertThat(status.status()).isEqualTo(503);
    assertThat(status.json().path("error").asText()).isEqualTo("Order 999999999999 is not found");
  }

  @Test
  @DisplayName("of an account show only its own orders")
  void accountsAreApart(Caller caller, Caller other) {
    caller.placeAndConfirm(Caller.MARKET);

    assertThat(other.firstLiveOrder().isMissingNode()).isTrue();
  }

  @Nested
  @DisplayName("after a cancel")
  class AfterACancel {

    @Test
    @DisplayName("show PendingCancel first and then Cancelled (Q49)")
    void cancelled(Caller caller) {
      String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();

      Exchange acknowledged = caller.cancel(orderId);

      assertThat(acknowledged.json().path("msg").asText()).isEqualTo("Request was submitted");
      assertThat(acknowledged.json().path("order_id").isIntegralNumber()).isTrue();
      assertThat(caller.status(orderId).json().path("order_status").asText())
          .isEqualTo("PendingCancel");
      assertThat(caller.status(orderId).recording()).isEqualTo("orders/status-cancelled");
      assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Cancelled");
    }

    @Test
    @DisplayName("of a filled order say that it does not exist")
    void tooLate(Caller caller) {
      String orderId = caller.placeAndConfirm(Caller.MARKET).orderId();

      Exchange refused = caller.cancel(orderId);

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.why()).contains("filled or cancelled");
    }

    @Test
    @DisplayName("of an unknown order say that it does not exist (Q48)")
    void unknown(Caller caller) {
      assertThat(caller.cancel("42").json().path("error").asText())
          .isEqualTo("OrderID 42 doesn't exist");
    }
  }
}
