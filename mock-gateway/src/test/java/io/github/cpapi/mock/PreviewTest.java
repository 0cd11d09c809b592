package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("A preview")
@ExtendWith(OwnAccount.class)
class PreviewTest {

  @Test
  @DisplayName("tells the caller's own amount, as text with separators and currency (Q41)")
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
  @DisplayName("at the market goes by the reference price, and places nothing")
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

  @Test
  @DisplayName("of an unknown contract is refused with 400 without a body (cap-whatif-conid-0-400)")
  void unknownContract(Caller caller) {
    Exchange answer = preview(caller, Caller.MARKET.replace("265598", "0"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  @DisplayName("of any other wrong ticket is 501: nobody has seen how it is refused")
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
