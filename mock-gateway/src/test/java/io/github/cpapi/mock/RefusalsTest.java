package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Spec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A wrong submission")
@ExtendWith(OwnAccount.class)
class RefusalsTest {

  private static final String REST =
      "\"side\":\"BUY\",\"tif\":\"DAY\",\"conid\":265598,\"quantity\":1,\"orderType\":\"LMT\",\"price\":190";

  private static final String FUTURE =
      "\"conid\":649180671,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":3,\"price\":7800,"
          + "\"tif\":\"DAY\",\"manualIndicator\":true";

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "quantity,  `\"1\"`,        orders/refused-empty-500,                  JSON number",
        "quantity,  null,           orders/refused-empty-500,                  JSON number",
        "orderType, `\"LIMIT\"`,    orders/refused-empty-500,                  is none of",
        "side,      `\"LONG\"`,     orders/refused-side-400,                   is none of",
        "tif,       `\"FOO\"`,      orders/refused-time-in-force,              is none of",
        "conid,     `\"265598\"`,   orders/refused-wrong-type-400,             whole JSON number",
        "price,     `\"190\"`,      orders/refused-wrong-type-400,             JSON number",
        "price,     null,           orders/refused-price-fields,               needs price",
        "price,     190.005,        orders/refused-price-fields,               between two ticks",
        "quantity,  0,              orders/refused-size-zero-500,              more than 0",
        "quantity,  -1,             orders/refused-size-zero-500,              more than 0",
        "conid,     null,           orders/refused-no-contract-400,            what to trade",
        "conid,     999999999,      orders/refused-unknown-contract,           has no conid",
      })
  @DisplayName("is refused as recorded, and the header gives the reason")
  void refused(String member, String value, String recording, String why, Caller caller) {
    String members = REST.replaceAll("\"" + member + "\":[^,]+", "\"" + member + "\":" + value);

    Exchange refused = caller.place(members);

    assertThat(refused.recording()).isEqualTo(recording);
    assertThat(refused.why()).contains(why).matches("[ -~]+");
  }

  static List<String> numbers() {
    return members("number");
  }

  static List<String> texts() {
    return members("string");
  }

  private static List<String> members(String type) {
    return Spec.load().schema("OrderTicket").path("properties").properties().stream()
        .filter(member -> member.getValue().path("type").asText().equals(type))
        .map(Map.Entry::getKey)
        .filter(member -> !member.equals("quantity") && !member.equals("conidex"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  @DisplayName("with text for a number is refused as a wrong type")
  void textForANumber(String member, Caller caller) {
    String members = REST.replace(",\"price\":190", "") + ",\"" + member + "\":\"1\"";

    assertThat(caller.place(members).recording()).isEqualTo("orders/refused-wrong-type-400");
  }

  @ParameterizedTest
  @MethodSource("texts")
  @DisplayName("with an object for text is 501: no refusal was published")
  void objectForAText(String member, Caller caller) {
    Exchange refused = caller.place(REST + ",\"" + member + "\":{}");

    assertThat(refused.status()).isEqualTo(501);
    assertThat(refused.why()).contains("a " + member + " that is not a text");
  }

  @Test
  @DisplayName("of a bare array lacks its order parameters (Q11)")
  void bareArray(Caller caller) {
    Exchange refused = caller.placeBody("[{" + REST + "}]");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asText())
        .isEqualTo("Bad Request: Missing order parameters");
    assertThat(refused.why()).contains("member orders");
  }

  @Test
  @DisplayName("without a body lacks its order parameters")
  void noBody(Caller caller) {
    assertThat(caller.placeBody("").recording()).isEqualTo("orders/refused-bare-array-400");
  }

  @Test
  @DisplayName("that is not JSON cannot be parsed")
  void notJson(Caller caller) {
    assertThat(caller.placeBody("{orders:[}").recording()).isEqualTo("orders/refused-not-json-400");
  }

  @Test
  @DisplayName("to an unknown account is refused with that account")
  void wrongAccount(Caller caller) {
    Exchange refused = caller.post("/iserver/account/U1234567/orders", "{}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asText()).endsWith("not valid: U1234567");
  }

  @Test
  @DisplayName("with a client order id that is in use is refused with that id (Q17)")
  void duplicate(Caller caller) {
    caller.placeAndConfirm(REST + ",\"cOID\":\"same\"");

    Exchange refused = caller.place(REST + ",\"cOID\":\"same\"");

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.json().path("error").asText())
        .isEqualTo("Order couldn't be submitted: Local order ID=same is already registered.");
  }

  @Test
  @DisplayName("of a market order outside regular hours is refused with 500 (Q13)")
  void marketOutsideHours(Caller caller) {
    assertThat(caller.place(Caller.MARKET + ",\"outsideRTH\":true").recording())
        .isEqualTo("orders/refused-outside-hours-market-500");
  }

  @Test
  @DisplayName("of a fraction outside regular hours fails in its row (Q13)")
  void fractionOutsideHours(Caller caller) {
    String members = REST.replace("\"quantity\":1", "\"quantity\":0.5") + ",\"outsideRTH\":true";

    assertThat(caller.place(members).recording()).isEqualTo("orders/failed-outside-hours");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "a stop with its trigger in auxPrice (Q12); `\"orderType\":\"STP\",\"auxPrice\":180`; refused-price-fields; STP needs price",
        "a stop limit without a trigger;            `\"orderType\":\"STOP_LIMIT\",\"price\":180`; refused-price-fields; needs auxPrice",
        "a trailing stop without a distance (Q12);  `\"orderType\":\"TRAIL\"`; refused-price-fields; needs trailingAmt",
        "a trailing stop without its unit (Q12);    `\"orderType\":\"TRAIL\",\"trailingAmt\":5`; refused-price-fields; needs trailingType",
        "a trailing stop with an unknown unit;      `\"orderType\":\"TRAIL\",\"trailingAmt\":5,\"trailingType\":\"USD\"`; refused-price-fields; neither amt nor %",
        "a trailing stop limit without a limit;     `\"orderType\":\"TRAILLMT\",\"auxPrice\":180,\"trailingAmt\":5,\"trailingType\":\"amt\"`; refused-price-fields; needs price",
        "a trigger between two ticks (Q99);         `\"orderType\":\"STP\",\"price\":180.001`; refused-price-fields; between two ticks",
        "a stop outside regular hours (Q13);        `\"orderType\":\"STP\",\"price\":180,\"outsideRTH\":true`; refused-outside-hours-stop; outsideRTH",
        "a trailing stop outside hours (Q13);       `\"orderType\":\"TRAIL\",\"trailingAmt\":5,\"trailingType\":\"%\",\"outsideRTH\":true`; refused-outside-hours-stop; outsideRTH",
        "a trigger that is text;                    `\"orderType\":\"STOP_LIMIT\",\"price\":180,\"auxPrice\":\"180\"`; refused-wrong-type-400; JSON number",
      })
  @DisplayName("of a stop is refused as recorded, and the header gives the reason")
  void stops(String what, String members, String recording, String why, Caller caller) {
    Exchange refused =
        caller.place(
            "\"conid\":265598,\"side\":\"SELL\",\"tif\":\"DAY\",\"quantity\":1," + members);

    assertThat(refused.recording()).isEqualTo("orders/" + recording);
    assertThat(refused.why()).contains(why);
  }

  @Test
  @DisplayName("of a sale for an amount of money is refused (err-cashqty-sell-rejected)")
  void cashSale(Caller caller) {
    Exchange refused =
        caller.place(
            "\"conid\":265598,\"orderType\":\"MKT\",\"side\":\"SELL\",\"cashQty\":2,\"tif\":\"DAY\"");

    assertThat(refused.json().path("error").asText())
        .isEqualTo("Cash order quantity can not be set for sell order");
  }

  @Test
  @DisplayName("of an amount of money that is text is of a wrong type (doc-err-wrong-type)")
  void cashAsText(Caller caller) {
    Exchange refused =
        caller.place(
            "\"conid\":265598,\"orderType\":\"MKT\",\"side\":\"BUY\",\"cashQty\":\"2\",\"tif\":\"DAY\"");

    assertThat(refused.recording()).isEqualTo("orders/refused-wrong-type-400");
  }

  @Test
  @DisplayName("of a future, all or none, is refused with 500 (orders-500-all-or-none-future)")
  void allOrNoneFuture(Caller caller) {
    Exchange refused = caller.place(FUTURE + ",\"allOrNone\":true");

    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.json().path("error").asText()).endsWith("All or None");
  }

  @Test
  @DisplayName("of a future with an operator is refused with the caller's words (Q18, Q19)")
  void futureWithOperator(Caller caller) {
    Exchange refused = caller.place(FUTURE + ",\"extOperator\":\"desk-7\"");

    assertThat(refused.json().path("error").asText())
        .isEqualTo("\"BUY 3 ES SEP'26 @ 7800.00\"\nCan not contain field # 8089");
    assertThat(refused.json().at("/cqe/post_payload/conid").textValue()).isEqualTo("649180671");
    assertThat(refused.json().path("action").asText()).isEqualTo("order_submit_issue");
  }

  @Test
  @DisplayName("of a combo with a leg that does not exist is refused like any unknown contract")
  void unknownLeg(Caller caller) {
    Exchange refused =
        caller.place(
            REST.replace("\"conid\":265598", "\"conidex\":\"28812380;;;265598/1,999999999/-1\""));

    assertThat(refused.recording()).isEqualTo("orders/refused-unknown-contract");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"\"conidex\":\"AAPL@NYSE\"", "\"conidex\":{}", "\"parentId\":[\"parent\"]"})
  @DisplayName("whose refusal is not known is 501 without a body")
  void unsupportedMember(String member, Caller caller) {
    Exchange answer = caller.place(REST + "," + member);

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.why()).startsWith("not supported: ");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "quantity, 1e9999999",
        "quantity, 1e-9999999",
        "quantity, 1e2147483647",
        "quantity, 1234567890123456",
        "quantity, 0.0000000000000001",
        "price,    1e999999999",
        "price,    -1e999999999",
        "price,    1e-999999999",
        "price,    1234567890123456.5",
        "conid,    18446744073709817214",
        "conid,    -18446744073709286018",
      })
  @DisplayName("with a number out of all range is 501, and the account's orders stay readable")
  void beyondAllMeasure(String member, String value, Caller caller) {
    String members = REST.replaceAll("\"" + member + "\":[^,]+", "\"" + member + "\":" + value);

    Exchange answer = caller.place(members);

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.why()).startsWith("not supported: ").contains(member + " of more than ");
    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
  }

  @Test
  @DisplayName("with more digits than the mock reads is 501")
  void tooManyDigits(Caller caller) {
    Exchange answer = caller.place(REST + ",\"auxPrice\":" + "9".repeat(5000));

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.why()).startsWith("not supported: a body beyond what the mock reads");
  }

  @Test
  @DisplayName("with redundant digits is accepted: 1.000 and 1e2 are valid sizes")
  void plainDigits(Caller caller) {
    String sizes = REST.replace("\"quantity\":1", "\"quantity\":1e2");

    assertThat(caller.place(sizes.replace("190", "190." + "0".repeat(40))).messageId())
        .isEqualTo("o354");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "[]", "[\"mine\"]"})
  @DisplayName("with a client order id that is not text is 501")
  void clientOrderIdOfNoText(String value, Caller caller) {
    Exchange answer = caller.place(REST + ",\"cOID\":" + value);

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.why()).contains("cOID");
  }

  @Test
  @DisplayName("leaves no order behind")
  void nothingPlaced(Caller caller) {
    caller.place(REST.replace("265598", "999999999"));

    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
  }
}
