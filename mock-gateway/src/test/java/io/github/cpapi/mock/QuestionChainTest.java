package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("An order of a fresh paper account")
@ExtendWith(OwnAccount.class)
class QuestionChainTest {

  @Test
  @DisplayName("at a far limit is asked about price, market data and price cap, then acknowledged")
  void farLimit(Caller caller) {
    assertThat(chain(caller, Caller.FAR_LIMIT))
        .containsExactly(
            "orders/question-o163",
            "replies/question-o354",
            "replies/question-o10153",
            "replies/acknowledged");
  }

  @Test
  @DisplayName("at the market is asked about market data and market orders, then acknowledged")
  void market(Caller caller) {
    assertThat(chain(caller, Caller.MARKET))
        .containsExactly("orders/question-o354", "replies/question-o10151", "replies/acknowledged");
  }

  @Test
  @DisplayName("at a near limit is asked about market data alone")
  void nearLimit(Caller caller) {
    assertThat(chain(caller, Caller.NEAR_LIMIT))
        .containsExactly("orders/question-o354", "replies/acknowledged");
  }

  @Test
  @DisplayName("is asked one question at a time, about itself in its own numbers")
  void textIsTheCallers(Caller caller) {
    Exchange question =
        caller.place(
            "\"conid\":8314,\"orderType\":\"LMT\",\"side\":\"SELL\",\"quantity\":12.50,"
                + "\"price\":99.5,\"tif\":\"GTC\"");

    assertThat(question.json()).hasSize(1);
    assertThat(question.json().at("/0/message/0").asText())
        .contains("\"SELL 12.5 IBM NYSE @ 99.50\" price exceeds \nthe Percentage constraint of 3%");
  }

  @Test
  @DisplayName("gets back its client order id as local_order_id, and an order id of ten digits")
  void acknowledgement(Caller caller) {
    Exchange acknowledgement = caller.placeAndConfirm(Caller.MARKET + ",\"cOID\":\"buy-1\"");

    assertThat(acknowledgement.orderId()).matches("\\d{10}");
    assertThat(acknowledgement.json().at("/0/local_order_id").asText()).isEqualTo("buy-1");
    assertThat(acknowledgement.json().at("/0/order_status").asText()).isEqualTo("PendingSubmit");
  }

  @Test
  @DisplayName("without a client order id has no local_order_id")
  void acknowledgementWithoutClientOrderId(Caller caller) {
    Exchange acknowledgement = caller.placeAndConfirm(Caller.MARKET);

    assertThat(acknowledgement.json().get(0).has("local_order_id")).isFalse();
  }

  private static List<String> chain(Caller caller, String members) {
    List<String> played = new ArrayList<>();
    Exchange answer = caller.place(members);
    played.add(answer.recording());
    while (!answer.json().at("/0/id").isMissingNode()) {
      answer = caller.reply(answer.replyId(), true);
      played.add(answer.recording());
    }
    return played;
  }
}
