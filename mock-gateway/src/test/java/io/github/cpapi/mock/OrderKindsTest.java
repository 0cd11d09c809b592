package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Live orders and status show")
@ExtendWith(OwnAccount.class)
class OrderKindsTest {

  private static final String SPY =
      "\"conid\":756733,\"side\":\"SELL\",\"quantity\":1,\"tif\":\"GTC\",";

  @Test
  @DisplayName("a stop: no price, and its trigger as text in two members (Q54, Q55)")
  void stop(Caller caller) {
    String orderId = caller.placeAndConfirm(SPY + "\"orderType\":\"STP\",\"price\":0.50").orderId();

    JsonNode row = caller.firstLiveOrder();
    JsonNode status = caller.status(orderId).json();

    assertThat(row.path("orderDesc").asText()).isEqualTo("Sell 1 SPY Stop 0.50, GTC");
    assertThat(row.path("orderType").asText()).isEqualTo("Stop");
    assertThat(row.path("origOrderType").asText()).isEqualTo("STOP");
    assertThat(row.path("price").textValue()).isEmpty();
    assertThat(row.path("auxPrice").textValue()).isEqualTo("0.50");
    assertThat(row.path("stop_price").textValue()).isEqualTo("0.50");
    assertThat(status.path("order_type").asText()).isEqualTo("STOP");
    assertThat(status.path("limit_price").textValue()).isEmpty();
    assertThat(status.path("stop_price").textValue()).isEqualTo("0.50");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"orderType\":\"STOP_LIMIT\",\"price\":600,\"auxPrice\":601`, `Sell 1 SPY Stop Limit 601.00 600.00, GTC`, STOP_LIMIT, 601.00, 600.00",
        "`\"orderType\":\"TRAIL\",\"trailingAmt\":50,\"trailingType\":\"amt\"`, `Sell 1 SPY Trailing Stop 597.00, GTC`, TRAILING_STOP, 597.00, ``",
        "`\"orderType\":\"TRAIL\",\"trailingAmt\":10,\"trailingType\":\"%\",\"price\":600`, `Sell 1 SPY Trailing Stop 600.00, GTC`, TRAILING_STOP, 600.00, ``",
        "`\"orderType\":\"TRAILLMT\",\"trailingAmt\":1,\"trailingType\":\"amt\",\"auxPrice\":640,\"price\":639`, `Sell 1 SPY Trailing Stop Limit 640.00 639.00, GTC`, TRAILING_STOP_LIMIT, 640.00, 639.00",
        "`\"orderType\":\"MIDPRICE\",\"price\":655`, `Sell 1 SPY Midprice 655.00, GTC`, MIDPRICE, ``, 655.00",
        "`\"orderType\":\"LOC\",\"price\":655`, `Sell 1 SPY LimitOnClose 655.00, GTC`, LIMITONCLOSE, ``, 655.00",
        "`\"orderType\":\"MOC\"`, `Sell 1 SPY MarketOnClose, GTC`, MARKETONCLOSE, ``, ``",
      })
  @DisplayName("every other order type, in words that follow the same pattern")
  void types(
      String members,
      String description,
      String type,
      String trigger,
      String price,
      Caller caller) {
    caller.placeAndConfirm(SPY + members);

    JsonNode row = caller.firstLiveOrder();

    assertThat(row.path("orderDesc").asText()).isEqualTo(description);
    assertThat(row.path("origOrderType").asText()).isEqualTo(type);
    assertThat(row.path("stop_price").asText()).isEqualTo(trigger);
    assertThat(row.path("price").textValue()).isEqualTo(price);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"orderType\":\"MOC\"", "\"orderType\":\"LOC\",\"price\":0.01"})
  @DisplayName("an order for the close as Submitted at any price: there is no close")
  void onClose(String members, Caller caller) {
    caller.placeAndConfirm(SPY + members);

    assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Submitted");
  }

  @Test
  @DisplayName("a combo as BAG, with its legs, and a negative limit as it was sent (Q21)")
  void combo(Caller caller) {
    caller.placeAndConfirm(
        "\"conidex\":\"28812380;;;497222760/1,495512552/-1\",\"orderType\":\"LMT\",\"price\":-50,"
            + "\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":3");

    JsonNode row = caller.firstLiveOrder();

    assertThat(row.path("secType").asText()).isEqualTo("BAG");
    assertThat(row.path("conid").asLong()).isEqualTo(28812380);
    assertThat(row.path("conidex").asText()).isEqualTo("28812380;;;497222760/1,495512552/-1");
    assertThat(row.path("price").textValue()).isEqualTo("-50");
    assertThat(row.has("avgPrice")).isFalse();
  }

  @Test
  @DisplayName("an order that is routed directly with its exchange in conidex")
  void directRoute(Caller caller) {
    caller.placeAndConfirm(
        "\"conidex\":\"8314@NYSE\",\"orderType\":\"LMT\",\"price\":142,\"side\":\"BUY\","
            + "\"tif\":\"DAY\",\"quantity\":1");

    JsonNode row = caller.firstLiveOrder();

    assertThat(row.path("conidex").asText()).isEqualTo("8314@NYSE");
    assertThat(row.path("conid").asLong()).isEqualTo(8314);
  }

  @Test
  @DisplayName("a future without outsideRTH (Q57)")
  void future(Caller caller) {
    String orderId =
        caller
            .placeAndConfirm(
                "\"conid\":649180671,\"orderType\":\"LMT\",\"price\":7800.25,\"side\":\"BUY\","
                    + "\"tif\":\"DAY\",\"quantity\":1,\"manualIndicator\":false")
            .orderId();

    assertThat(caller.firstLiveOrder().has("outsideRTH")).isFalse();
    assertThat(caller.firstLiveOrder().path("secType").asText()).isEqualTo("FUT");
    assertThat(caller.status(orderId).json().has("outside_rth")).isFalse();
  }

  @Test
  @DisplayName("forex for an amount of the quote currency, with five decimals")
  void forex(Caller caller) {
    caller.placeAndConfirm(
        "\"conidex\":\"15016138@IDEALPRO\",\"orderType\":\"LMT\",\"price\":0.9,\"side\":\"BUY\","
            + "\"tif\":\"DAY\",\"fxQty\":2500,\"isCcyConv\":true");

    JsonNode row = caller.firstLiveOrder();

    assertThat(row.path("secType").asText()).isEqualTo("CASH");
    assertThat(row.path("ticker").asText()).isEqualTo("AUD");
    assertThat(row.path("description1").asText()).isEqualTo("AUD.CAD");
    assertThat(row.path("price").textValue()).isEqualTo("0.90000");
    assertThat(row.path("totalCashSize").decimalValue()).isEqualByComparingTo("2500");
  }

  @Test
  @DisplayName("an order for an amount of money with that amount, in units of four decimals")
  void cashQuantity(Caller caller) {
    caller.placeAndConfirm(
        "\"conid\":265598,\"orderType\":\"LMT\",\"price\":180,\"side\":\"BUY\",\"cashQty\":158,"
            + "\"tif\":\"DAY\"");

    JsonNode row = caller.firstLiveOrder();

    assertThat(row.path("totalSize").decimalValue()).isEqualByComparingTo("0.8315");
    assertThat(row.path("totalCashSize").decimalValue()).isEqualByComparingTo("158");
  }
}
