package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A preview")
@ExtendWith(OwnAccount.class)
class PreviewTest {

  @Test
  @DisplayName("contains the caller's own amount, as text with separators and currency (Q41)")
  void limit(Caller caller) {
    Exchange answer =
        preview(
            caller,
            "\"conid\":8314,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":20,"
                + "\"price\":98.88,\"tif\":\"DAY\"");

    assertThat(answer.json().at("/amount/amount").asText()).isEqualTo("1,977.60 USD (20 Shares)");
    assertThat(answer.json().at("/amount/total").asText()).isEqualTo("1,978.60 USD");
    assertThat(answer.json().path("error").isNull()).isTrue();
    assertThat(answer.why()).contains("are as recorded");
  }

  @Test
  @DisplayName("at the market has the reference price, and places nothing")
  void market(Caller caller) {
    Exchange answer = preview(caller, Caller.MARKET);

    assertThat(answer.json().at("/amount/amount").asText()).isEqualTo("1,900.00 USD (10 Shares)");
    caller.liveOrders();
    assertThat(caller.liveOrders().json().path("orders")).isEmpty();
  }

  @Test
  @DisplayName("of a size of 0 is refused with 500 (whatif-quantity-zero-500-recorded)")
  void nothing(Caller caller) {
    Exchange answer = preview(caller, Caller.MARKET.replace(":10,", ":0,"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().path("error").asText()).startsWith("Order size 0 is not valid");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"conid\":649180671,\"orderType\":\"LMT\",\"price\":7800,\"quantity\":2,\"manualIndicator\":true`, `780,000.00 USD (2 Shares)`",
        "`\"conid\":667629330,\"orderType\":\"LMT\",\"price\":8.5,\"quantity\":1`,  `850.00 USD (1 Shares)`",
        "`\"conid\":265598,\"orderType\":\"MKT\",\"cashQty\":1900`,              `1,900.00 USD (10 Shares)`",
        "`\"conid\":265598,\"orderType\":\"STP\",\"price\":200,\"quantity\":5`,  `1,000.00 USD (5 Shares)`",
        "`\"conid\":12087792,\"orderType\":\"LMT\",\"price\":1.16,\"quantity\":20000`, `23,200.00 USD (20000 Shares)`",
        "`\"conidex\":\"28812380;;;497222760/1,495512552/-1\",\"orderType\":\"LMT\",\"price\":-50,\"quantity\":3`, `-7,500.00 USD (3 Shares)`",
      })
  @DisplayName("contains the amount of every kind of order, with the multiplier of the contract")
  void kinds(String members, String amount, Caller caller) {
    Exchange answer = preview(caller, members + ",\"side\":\"BUY\",\"tif\":\"DAY\"");

    assertThat(answer.json().at("/amount/amount").asText()).isEqualTo(amount);
  }

  @Test
  @DisplayName("lists the questions that placing the order would be asked")
  void questions(Caller caller) {
    assertThat(preview(caller, Caller.FAR_LIMIT).why())
        .contains("if placed, the order would be asked about: o163, o354, o10153");
  }

  @Test
  @DisplayName("of a stop without a trigger is refused with 500 (whatif-stp-500)")
  void stopWithoutTrigger(Caller caller) {
    Exchange answer = preview(caller, Caller.MARKET.replace("MKT", "STP"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.recording()).isEqualTo("orders/preview-stop-500");
  }

  @Test
  @DisplayName("of an unknown contract is refused with 400 without a body (cap-whatif-conid-0-400)")
  void unknownContract(Caller caller) {
    Exchange answer = preview(caller, Caller.MARKET.replace("265598", "0"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  @DisplayName("of any other wrong ticket is 501: how it is refused is not known")
  void otherwiseWrong(Caller caller) {
    assertThat(preview(caller, Caller.MARKET.replace("MKT", "MARKET")).status()).isEqualTo(501);
    assertThat(caller.post(path(caller), "[]").status()).isEqualTo(501);
  }

  private static Exchange preview(Caller caller, String members) {
    return caller.post(path(caller), "{\"orders\":[{" + members + "}]}");
  }

  private static String path(Caller caller) {
    return "/iserver/account/" + caller.account() + "/orders/whatif";
  }
}
