package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Orders, controlled by the admin API,")
class OrdersApiTest extends IsolatedMock {

  private static final String FIVE = Caller.FAR_LIMIT.replace("\"quantity\":1", "\"quantity\":5");

  @Test
  @DisplayName("are listed with their states and open questions, and stay unchanged")
  void list() {
    Exchange question = caller.place(Caller.FAR_LIMIT + ",\"cOID\":\"mine\"");

    JsonNode order = admin.get("/orders").json().at("/orders/0");

    assertThat(order.path("status").asText()).isEqualTo("Inactive");
    assertThat(order.path("clientOrderId").asText()).isEqualTo("mine");
    assertThat(order.path("openQuestion").asText()).isEqualTo(question.replyId());
    assertThat(caller.reply(question.replyId(), true).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("are filled in part and then whole, one trade for each fill (Q66)")
  void fills() {
    String orderId = caller.placeAndConfirm(FIVE + ",\"cOID\":\"mine\"").orderId();

    admin.post("/orders/" + orderId + "/fill", "{\"quantity\":2,\"price\":0.90}");
    JsonNode partly = caller.firstLiveOrder();
    JsonNode report = caller.status(orderId).json();
    admin.post("/orders/" + orderId + "/fill", "");

    assertThat(partly.path("status").asText()).isEqualTo("Submitted");
    assertThat(partly.path("sizeAndFills").asText()).isEqualTo("2/5");
    assertThat(partly.path("remainingQuantity").toString()).isEqualTo("3.0");
    assertThat(partly.path("avgPrice").asText()).isEqualTo("0.90");
    assertThat(report.path("cum_fill").asText()).isEqualTo("2.0");
    assertThat(report.path("average_price").asText()).isEqualTo("0.90");
    assertThat(caller.status(orderId).json().path("average_price").asText()).isEqualTo("0.96");
    assertThat(caller.get("/iserver/account/trades").json()).isEmpty();
    JsonNode trades = caller.get("/iserver/account/trades").json();
    assertThat(trades).hasSize(2);
    assertThat(trades.at("/0/size").toString()).isEqualTo("2.0");
    assertThat(trades.at("/0/price").textValue()).isEqualTo("0.90");
    assertThat(trades.at("/0/net_amount").decimalValue()).isEqualByComparingTo("1.8");
    assertThat(trades.at("/0/position").textValue()).isEqualTo("2");
    assertThat(trades.at("/1/position").textValue()).isEqualTo("5");
    assertThat(trades.at("/1/order_ref").asText()).isEqualTo("mine");
    assertThat(trades.at("/1/order_id").asText()).isEqualTo(orderId);
    assertThat(trades.at("/0/execution_id")).isNotEqualTo(trades.at("/1/execution_id"));
  }

  @Test
  @DisplayName("can be filled while a cancel is pending (Q49)")
  void filledInstead() {
    String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();
    caller.cancel(orderId);

    gateway.fill(Long.parseLong(orderId));

    assertThat(caller.status(orderId).json().path("order_status").asText()).isEqualTo("Filled");
  }

  @Test
  @DisplayName("are cancelled by the system with a reason (Q59)")
  void cancelledBySystem() {
    String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();

    admin.post("/orders/" + orderId + "/cancel-by-system", "{\"reason\":\"Expired\"}");

    JsonNode row = caller.firstLiveOrder();
    assertThat(row.path("status").asText()).isEqualTo("Cancelled");
    assertThat(row.path("order_cancellation_by_system_reason").asText()).isEqualTo("Expired");
  }

  @Test
  @DisplayName("trigger and fill when the reference price moves, and the market follows it")
  void prices() {
    String stop =
        caller
            .placeAndConfirm(
                "\"conid\":265598,\"orderType\":\"STP\",\"side\":\"SELL\",\"quantity\":1,"
                    + "\"price\":180,\"tif\":\"DAY\"")
            .orderId();
    assertThat(caller.status(stop).json().path("order_status").asText()).isEqualTo("PreSubmitted");

    assertThat(admin.post("/prices", "{\"conid\":265598,\"price\":179.5}").status()).isEqualTo(200);

    assertThat(caller.status(stop).json().path("average_price").asText()).isEqualTo("179.50");
    String market = caller.placeAndConfirm(Caller.MARKET).orderId();
    assertThat(caller.status(market).json().path("average_price").asText()).isEqualTo("179.50");
  }

  @Test
  @DisplayName("are asked about their distance from the moved reference price (o163)")
  void questionsFollowThePrice() {
    gateway.movePrice(8314, new BigDecimal("200"));

    assertThat(caller.place(Caller.NEAR_LIMIT).messageId()).isEqualTo("o163");
  }

  @Test
  @DisplayName("can all be cancelled at once (Q50)")
  void cancelAll() {
    String one = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();
    caller.placeAndConfirm(Caller.NEAR_LIMIT);
    caller.place(Caller.FAR_LIMIT);

    Exchange acknowledged = caller.cancel("-1");

    assertThat(acknowledged.json().path("order_id").asText()).isEqualTo("-1");
    assertThat(caller.status(one).json().path("order_status").asText()).isEqualTo("PendingCancel");
    assertThat(caller.rows())
        .extracting(row -> row.path("status").asText())
        .containsExactly("Cancelled", "PendingCancel", "Inactive");
  }

  @Test
  @DisplayName("list their trades for the number of days that was requested last (Q66)")
  void days() {
    caller.placeAndConfirm(Caller.MARKET);
    caller.get("/iserver/account/trades?days=7");

    assertThat(caller.get("/iserver/account/trades").json()).hasSize(1);
    assertThat(caller.get("/iserver/account/trades?days=8").status()).isEqualTo(501);
    assertThat(caller.get("/iserver/account/trades").recording()).isEqualTo("orders/trades");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/orders/x/fill,  `{}`,                          orderId: expected a number",
        "/orders/42/fill, `{}`,                          orderId 42 is unknown",
        "/orders/ID/fill, `{\"quantity\":6}`,            at most the rest",
        "/orders/ID/fill, `{\"quantity\":\"1\"}`,        quantity: expected a number",
        "/orders/ID/fill, `{\"size\":1}`,                unknown member size: expected one of quantity",
        "/orders/ID/fill, `[]`,                          a JSON object",
        "/orders/ID/cancel-by-system, `{}`,              reason: expected a text",
        "/prices,         `{\"conid\":1,\"price\":1}`,   conid 1 is not a contract of",
        "/prices,         `{\"conid\":265598}`,          price: expected a number",
      })
  @DisplayName("refuse a wrong value with 422 and what is expected")
  void wrong(String path, String body, String why) {
    String orderId = caller.placeAndConfirm(FIVE).orderId();

    Exchange refused = admin.post(path.replace("ID", orderId), body);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.why()).contains(why);
  }

  @Test
  @DisplayName("refuse a wrong value in Java as over HTTP")
  void wrongInJava() {
    assertThatThrownBy(() -> gateway.fill(42))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("42");
  }

  @Test
  @DisplayName("have a preview at the moved price")
  void previewAtTheMovedPrice() {
    gateway.movePrice(265598, new BigDecimal("200"));

    Exchange preview =
        caller.post(
            "/iserver/account/" + caller.account() + "/orders/whatif",
            "{\"orders\":[{" + Caller.MARKET + "}]}");

    assertThat(preview.json().at("/amount/amount").asText()).startsWith("2,000.00 USD");
  }
}
