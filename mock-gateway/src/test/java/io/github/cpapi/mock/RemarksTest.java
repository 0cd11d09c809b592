package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An odd ticket that is accepted")
@ExtendWith(OwnAccount.class)
class RemarksTest {

  @Test
  @DisplayName("with cOId has no client order id, and the header says so (ORD-08)")
  void misspeltClientOrderId(Caller caller) {
    Exchange answer = caller.place(Caller.NEAR_LIMIT + ",\"cOId\":\"testAlgoOrder\"");

    assertThat(answer.messageId()).isEqualTo("o354");
    assertThat(answer.why())
        .isEqualTo("unknown member cOId, did you mean cOID? This order has no client order id");
    assertThat(caller.firstLiveOrder().has("order_ref")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"outsideRth\":true`,          `did you mean outsideRTH? It is ignored`",
        "`\"colour\":\"red\"`,           `unknown member colour is ignored`",
        "`\"größe\":1`,                  `unknown member gr??e is ignored`",
        "`\"acctId\":\"U1234567\"`,      `undocumented: acctId is not the account of the path`",
        "`\"secType\":\"STK\"`,          `secType should be like 8314:STK`",
        "`\"isSingleGroup\":true`,       `a group of one`",
        "`\"strategy\":\"Adaptive\"`,    `undocumented: Adaptive requires adaptivePriority (Q67)`",
        "`\"strategy\":\"adaptive\"`,    `undocumented: strategy adaptive is none of`",
        "`\"strategy\":\"Twap\"`,        `the parameters of Twap are not recorded`",
        "`\"strategy\":\"Adaptive\",\"strategyParameters\":{\"adaptivePriority\":\"Fast\"}`, `adaptivePriority \"Fast\" is none of`",
        "`\"strategy\":\"Vwap\",\"strategyParameters\":{\"MaxPctVol\":0.1}`, `Vwap has no parameter MaxPctVol; it has`",
        "`\"strategyParameters\":{\"a\":1}`, `without a strategy are ignored`",
        "`\"auxPrice\":1`,             `undocumented: auxPrice on an order of type LMT is ignored`",
        "`\"conidex\":\"265598\",\"price\":190`, `conid and conidex name different contracts`",
        "`\"cashQty\":100`,            `several sizes`",
        "`\"fxQty\":100`,              `fxQty is for currency pairs`",
        "`\"isCcyConv\":true`,         `isCcyConv is for currency pairs`",
        "`\"ticker\":\"AAPL\"`,        `is not the symbol of the contract, IBM`",
        "`\"manualIndicator\":true`,   `manualIndicator is for futures`",
        "`\"tif\":\"PAX\"`,            `PAX is for crypto`",
        "`\"side\":\"Buy\"`,             `undocumented: side Buy is accepted`",
        "`\"cOID\":5`,                  `undocumented: cOID is not a JSON string`",
        "`\"cOID\":\"\"`,               `undocumented: an empty cOID is treated as missing`",
        "`\"parentId\":\"\"`,           `undocumented: an empty parentId is treated as missing`",
        "`\"outsideRTH\":\"true\"`,      `undocumented: outsideRTH is not a JSON boolean; it is treated as true`",
        "`\"outsideRTH\":{\"a\":1}`,     `undocumented: outsideRTH is not a JSON boolean; it is treated as false`",
      })
  @DisplayName("has a remark in the header, in one line of ASCII")
  void remark(String member, String why, Caller caller) {
    Exchange answer = caller.place(Caller.NEAR_LIMIT + "," + member);

    assertThat(answer.messageId()).isEqualTo("o354");
    assertThat(answer.why()).contains(why).matches("[ -~]+");
  }

  @Test
  @DisplayName("for a future without manualIndicator has a remark")
  void futureWithoutIndicator(Caller caller) {
    Exchange answer =
        caller.place(
            "\"conid\":649180671,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":1,\"price\":7800,"
                + "\"tif\":\"DAY\"");

    assertThat(answer.messageId()).isEqualTo("o451");
    assertThat(answer.why()).contains("undocumented: a US future without manualIndicator");
  }

  @Test
  @DisplayName("with an empty client order id can be sent as often as one without")
  void emptyClientOrderId(Caller caller) {
    Exchange first = caller.placeAndConfirm(Caller.NEAR_LIMIT + ",\"cOID\":\"\"");
    Exchange second = caller.placeAndConfirm(Caller.NEAR_LIMIT + ",\"cOID\":\"\"");

    assertThat(first.json().at("/0").has("local_order_id")).isFalse();
    assertThat(second.orderId()).isNotEqualTo(first.orderId());
  }

  @Test
  @DisplayName("has no remark when nothing is odd")
  void nothingOdd(Caller caller) {
    String members =
        Caller.NEAR_LIMIT
            + ",\"cOID\":\"fine\",\"secType\":\"8314:STK\",\"acctId\":\"%s\""
                .formatted(caller.account());

    assertThat(caller.place(members).why()).isEmpty();
  }
}
