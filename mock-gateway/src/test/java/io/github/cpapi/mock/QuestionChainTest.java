package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An order of a fresh paper account")
@ExtendWith(OwnAccount.class)
class QuestionChainTest {

  private static final String CASH =
      "\"conid\":265598,\"orderType\":\"MKT\",\"side\":\"BUY\",\"cashQty\":158,\"tif\":\"DAY\"";
  private static final String ES_STOP =
      "\"conid\":649180671,\"orderType\":\"STP\",\"side\":\"BUY\",\"quantity\":1,\"price\":7900,"
          + "\"tif\":\"GTC\",\"manualIndicator\":true";

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
  @DisplayName("at the market is asked about data, market orders and price cap, then acknowledged")
  void market(Caller caller) {
    assertThat(chain(caller, Caller.MARKET))
        .containsExactly(
            "orders/question-o354",
            "replies/question-o10151",
            "replies/question-o10153",
            "replies/acknowledged");
  }

  @Test
  @DisplayName("for an amount of money is asked the five questions of Q20 in their order")
  void cashQuantity(Caller caller) {
    assertThat(asked(caller, CASH)).containsExactly("o354", "o10151", "o10153", "o10164", "o10223");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a trailing stop (orders-post-trail-question-o10331), `\"orderType\":\"TRAIL\",\"trailingAmt\":5,\"trailingType\":\"amt\"`, o354 o10331",
        "a stop (question-o10331),                `\"orderType\":\"STP\",\"price\":178`,    o354 o10331",
        "a stop limit (message-ids),              `\"orderType\":\"STOP_LIMIT\",\"price\":177.5,\"auxPrice\":178`, o163 o354 o10331 o10153",
        "a stop that is passed (question-o403),   `\"orderType\":\"STP\",\"price\":191`,    o403 o354 o10331",
        "651 shares (question-o383 and question-o451), `\"orderType\":\"LMT\",\"price\":190,\"quantity\":651`, o383 o451 o354",
        "500 shares,                              `\"orderType\":\"LMT\",\"price\":190,\"quantity\":500`, o354",
        "an uncapped midprice,                    `\"orderType\":\"MIDPRICE\"`,              o354",
      })
  @DisplayName("is asked what a fresh paper account is asked about it")
  void presets(String what, String members, String questions, Caller caller) {
    String ticket =
        "\"conid\":265598,\"side\":\"SELL\",\"tif\":\"GTC\","
            + members
            + (members.contains("quantity") ? "" : ",\"quantity\":1");

    assertThat(asked(caller, ticket)).containsExactly(questions.split(" "));
  }

  @Test
  @DisplayName("for a future over the value limit is asked as it was on the wire (chain2-es-stop)")
  void future(Caller caller) {
    Exchange question = caller.place(ES_STOP);

    assertThat(question.json().at("/0/message/0").asText())
        .contains("\"BUY 1 ES CME\" value estimate of 395,000 USD exceeds")
        .contains("Total Value Limit of 100,000 USD");
    assertThat(asked(caller, ES_STOP)).containsExactly("o451", "o354", "o10331");
  }

  @Test
  @DisplayName("that is a forex order is not asked how many shares it has")
  void forex(Caller caller) {
    String ticket =
        "\"conid\":12087792,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":20000,"
            + "\"price\":1.16,\"tif\":\"DAY\"";

    assertThat(asked(caller, ticket)).containsExactly("o354");
  }

  @Test
  @DisplayName("that closes more than is held is asked about it (question-oversell-o2137)")
  void closesMoreThanHeld(Caller caller) {
    caller.placeAndConfirm(Caller.MARKET);
    String sale = Caller.MARKET.replace("BUY", "SELL");

    assertThat(asked(caller, sale.replace(":10,", ":11,"))).contains("o2137");
  }

  @Test
  @DisplayName("that closes what is held, or opens a short position, is not asked about it")
  void closesWhatIsHeld(Caller caller) {
    String sale = Caller.MARKET.replace("BUY", "SELL");
    List<String> opening = asked(caller, sale);
    caller.placeAndConfirm(Caller.MARKET.replace(":10,", ":20,"));

    assertThat(opening).doesNotContain("o2137");
    assertThat(asked(caller, sale)).doesNotContain("o2137");
  }

  @Test
  @DisplayName("is asked about its own numbers even if another question comes first")
  void textOfALaterQuestion(Caller caller) {
    String first =
        caller
            .place(
                "\"conid\":8314,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":1200,"
                    + "\"price\":100,\"tif\":\"DAY\"")
            .replyId();

    Exchange second = caller.reply(first, true);
    Exchange third = caller.reply(second.replyId(), true);

    assertThat(second.json().at("/0/message/0").asText())
        .contains("\"BUY 1200 IBM NYSE\" size exceeds the Size Limit of 500.");
    assertThat(third.json().at("/0/message/0").asText())
        .contains("\"BUY 1200 IBM NYSE\" value estimate of 120,000 USD");
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

  private static List<String> asked(Caller caller, String members) {
    List<String> ids = new ArrayList<>();
    Exchange answer = caller.place(members);
    while (!answer.json().at("/0/id").isMissingNode()) {
      ids.add(answer.messageId());
      answer = caller.reply(answer.replyId(), true);
    }
    assertThat(answer.orderId()).as(answer.body()).isNotEmpty();
    return ids;
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
