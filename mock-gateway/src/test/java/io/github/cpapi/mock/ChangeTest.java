package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A change of an order")
@ExtendWith(OwnAccount.class)
class ChangeTest {

  private static final String CHEAPER = Caller.FAR_LIMIT.replace("1.00", "2.00");

  @Test
  @DisplayName("is asked about like a new order, and keeps both ids (Q46)")
  void asked(Caller caller) {
    String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT + ",\"cOID\":\"keep\"").orderId();

    Exchange question = caller.modify(orderId, CHEAPER);
    Exchange changed = caller.confirm(question);

    assertThat(question.messageId()).isEqualTo("o163");
    assertThat(question.json().at("/0/message/0").asText()).contains("@ 2.00");
    assertThat(changed.orderId()).isEqualTo(orderId);
    assertThat(changed.json().at("/0/local_order_id").asText()).isEqualTo("keep");
    assertThat(caller.status(orderId).json().path("limit_price").asText()).isEqualTo("2.00");
  }

  @Test
  @DisplayName("leaves the order unchanged while its question is open and when it is declined")
  void worksOn(Caller caller) {
    String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();

    Exchange question = caller.modify(orderId, CHEAPER);
    JsonNode meanwhile = caller.status(orderId).json();
    caller.reply(question.replyId(), false);

    assertThat(meanwhile.path("order_status").asText()).isEqualTo("Submitted");
    assertThat(meanwhile.path("limit_price").asText()).isEqualTo("1.00");
    assertThat(caller.status(orderId).json()).isEqualTo(meanwhile);
  }

  @Test
  @DisplayName("fills the order if the reference price reaches the new limit")
  void fills(Caller caller) {
    String orderId = caller.placeAndConfirm(Caller.NEAR_LIMIT).orderId();

    Exchange changed =
        caller.confirm(caller.modify(orderId, Caller.NEAR_LIMIT.replace("142", "142.5")));

    assertThat(changed.orderId()).isEqualTo(orderId);
    assertThat(caller.status(orderId).json().path("order_status").asText()).isEqualTo("Filled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"price\":755}", "{\"orders\":[{\"conid\":265598}]}", "[]", ""})
  @DisplayName("with an incomplete ticket is refused with 400 (Q45)")
  void partial(String body, Caller caller) {
    String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();

    Exchange refused =
        caller.post("/iserver/account/" + caller.account() + "/order/" + orderId, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asText()).isEqualTo("conid or conidex is required");
  }

  @Test
  @DisplayName("of an order that does not exist is refused under status 200")
  void unknown(Caller caller) {
    Exchange refused = caller.modify("42", Caller.FAR_LIMIT);

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.json().path("error").asText()).isEqualTo("OrderID 42 doesn't exist");
  }

  @Test
  @DisplayName("of a filled order, or of one that is about to be cancelled, is refused")
  void tooLate(Caller caller) {
    String filled = caller.placeAndConfirm(Caller.MARKET).orderId();
    String cancelled = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();
    caller.cancel(cancelled);

    assertThat(caller.modify(filled, Caller.MARKET).why()).contains("filled or cancelled");
    assertThat(caller.modify(cancelled, CHEAPER).recording()).isEqualTo("orders/modify-unknown");
  }

  @Test
  @DisplayName("with a wrong ticket is refused like a new order")
  void wrongTicket(Caller caller) {
    String orderId = caller.placeAndConfirm(Caller.FAR_LIMIT).orderId();

    assertThat(caller.modify(orderId, Caller.FAR_LIMIT.replace("DAY", "FOO")).recording())
        .isEqualTo("orders/refused-time-in-force");
  }
}
