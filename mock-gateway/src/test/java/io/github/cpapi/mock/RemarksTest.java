package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A ticket that is taken although it is odd")
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
        "`\"secType\":\"STK\"`,          `secType should read like 8314:STK`",
        "`\"isSingleGroup\":true`,       `a group of one`",
        "`\"strategy\":\"Adaptive\"`,    `not checked`",
        "`\"side\":\"Buy\"`,             `undocumented: side Buy is taken`",
        "`\"cOID\":5`,                  `undocumented: cOID is no JSON string`",
        "`\"outsideRTH\":\"true\"`,      `undocumented: outsideRTH is no JSON boolean; it is taken as true`",
        "`\"outsideRTH\":{\"a\":1}`,     `undocumented: outsideRTH is no JSON boolean; it is taken as false`",
      })
  @DisplayName("is pointed out in the header, in one line of ASCII")
  void remark(String member, String why, Caller caller) {
    Exchange answer = caller.place(Caller.NEAR_LIMIT + "," + member);

    assertThat(answer.messageId()).isEqualTo("o354");
    assertThat(answer.why()).contains(why).matches("[ -~]+");
  }

  @Test
  @DisplayName("is not remarked on when nothing is odd")
  void nothingOdd(Caller caller) {
    String members =
        Caller.NEAR_LIMIT
            + ",\"cOID\":\"fine\",\"secType\":\"8314:STK\",\"acctId\":\"%s\""
                .formatted(caller.account());

    assertThat(caller.place(members).why()).isEmpty();
  }

  @Test
  @DisplayName("while another question is open is told of what the gateway would do (Q33)")
  void anotherQuestionIsOpen(Caller caller) {
    caller.place(Caller.FAR_LIMIT);

    assertThat(caller.place(Caller.NEAR_LIMIT).why()).contains("503 (Q33)");
  }
}
