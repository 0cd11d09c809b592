package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.contract.SpecValidator;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A question with its own text")
class WrittenQuestionTest extends IsolatedMock {

  private static final String SURE =
      """
      description: Mine.
      extends: fresh-paper-account
      questions:
        - messageIds: [o999]
          when: {is: always}
          message: Are you sure, {quantity} times DU1234567?
          options: [Proceed, Stop]
      """;

  private static final String BETWEEN_RECORDED_ONES =
      """
      description: Mine.
      extends: fresh-paper-account
      questions:
        - {messageId: o163, when: {is: limit-far-from-reference, percent: 3}, recordings: [orders/question-o163], provenance: constructed, source: x}
        - {messageIds: [o998, o997], when: {is: value-over, amount: 0.5}, message: [One., Two.]}
        - {messageId: o354, when: {is: no-market-data}, recordings: [orders/question-o354], provenance: constructed, source: x}
        - {messageIds: [], when: {is: market-order}, message: No id., options: []}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a market order | \"orderType\":\"MKT\"",
        "a near limit   | \"orderType\":\"LMT\",\"price\":190",
        "a stop         | \"orderType\":\"STP\",\"price\":178",
      })
  @DisplayName("is asked unchanged about any order when its condition is always")
  void always(String what, String members) {
    play(SURE);

    Exchange question =
        caller.place(
            members + ",\"conid\":265598,\"side\":\"SELL\",\"quantity\":1,\"tif\":\"DAY\"");

    assertThat(question.status()).isEqualTo(200);
    assertThat(question.json())
        .hasToString(
            ("[{\"id\":\"%s\",\"message\":[\"Are you sure, {quantity} times DU1234567?\"],\"isSuppressed\":false,"
                    + "\"messageIds\":[\"o999\"],\"messageOptions\":[\"Proceed\",\"Stop\"]}]")
                .formatted(question.replyId()));
    assertThat(question.recording()).isEmpty();
    assertThat(question.why()).isEqualTo("the text of this question comes from the scenario");
    assertThat(question.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(
            new SpecValidator(Spec.load())
                .exchange("POST", "/iserver/account/DU1234567/orders", 200, question.body()))
        .isEmpty();
  }

  @Test
  @DisplayName("places the order when it is confirmed")
  void confirmed() {
    play(SURE);

    assertThat(caller.placeAndConfirm(Caller.NEAR_LIMIT).recording())
        .isEqualTo("replies/acknowledged");
    assertThat(caller.rows()).hasSize(1);
  }

  @Test
  @DisplayName("forgets the order when it is answered with no, and cannot be answered again")
  void declined() {
    play(SURE);
    String replyId = caller.place(Caller.NEAR_LIMIT).replyId();

    assertThat(caller.reply(replyId, false).recording()).isEqualTo("replies/declined");

    assertThat(caller.rows()).isEmpty();
    assertThat(caller.reply(replyId, true).recording()).isEqualTo("replies/not-found-400");
  }

  @Test
  @DisplayName("has its place in the chain, between recorded ones, one row at a time")
  void chain() {
    play(BETWEEN_RECORDED_ONES);

    Exchange first = caller.place(Caller.FAR_LIMIT);
    Exchange second = caller.reply(first.replyId(), true);
    Exchange third = caller.reply(second.replyId(), true);

    assertThat(first.messageId()).isEqualTo("o163");
    assertThat(second.json()).hasSize(1);
    assertThat(second.json().at("/0/message")).hasToString("[\"One.\",\"Two.\"]");
    assertThat(second.json().at("/0/messageIds")).hasToString("[\"o998\",\"o997\"]");
    assertThat(second.json().get(0).has("messageOptions")).isFalse();
    assertThat(third.recording()).isEqualTo("orders/question-o354");
    assertThat(caller.reply(third.replyId(), true).orderId()).isNotEmpty();
  }

  @Test
  @DisplayName("is asked about a change as well, and leaves the order unchanged when declined")
  void change() {
    play(SURE);
    String orderId = caller.placeAndConfirm(Caller.NEAR_LIMIT).orderId();

    Exchange question = caller.modify(orderId, Caller.NEAR_LIMIT.replace("142", "141"));

    assertThat(question.messageId()).isEqualTo("o999");
    caller.reply(question.replyId(), false);
    assertThat(caller.firstLiveOrder().path("price").asText()).isEqualTo("142.00");
  }

  @Test
  @DisplayName("is suppressed by its id, and asked again after a reset (Q39)")
  void suppressed() {
    play(SURE);
    suppress("o999");

    Exchange placed = caller.place(Caller.NEAR_LIMIT);

    assertThat(placed.orderId()).isNotEmpty();
    assertThat(placed.why()).isEqualTo("o999 is suppressed and not asked (Q39)");
    caller.post("/iserver/questions/suppress/reset", "");
    assertThat(caller.place(Caller.NEAR_LIMIT).messageId()).isEqualTo("o999");
  }

  @Test
  @DisplayName("with several ids is suppressed once all of them are; one without ids never is")
  void suppressedInPart() {
    play(BETWEEN_RECORDED_ONES);
    suppress("o354");
    suppress("o998");
    assertThat(caller.place(Caller.NEAR_LIMIT).messageId()).isEqualTo("o998");

    suppress("o997");

    Exchange left = caller.place(Caller.MARKET);
    assertThat(left.json().at("/0/message/0").asText()).isEqualTo("No id.");
    assertThat(left.json().at("/0/messageIds")).isEmpty();
    assertThat(left.json().get(0).has("messageOptions")).isFalse();
    assertThat(caller.reply(left.replyId(), true).orderId()).isNotEmpty();
  }

  @Test
  @DisplayName("is named by a preview, asked or suppressed")
  void previewed() {
    play(BETWEEN_RECORDED_ONES);
    suppress("o354");

    assertThat(preview().why())
        .contains(
            "if placed, the order would be asked about: o998 and o997, a question without messageIds")
        .contains("suppressed for this session: o354");
  }

  @Test
  @DisplayName("can be lost like a recorded one")
  void lost() {
    play(SURE);
    gateway.arm(Fault.QUESTION_LOST);

    Exchange answer = caller.place(Caller.NEAR_LIMIT);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Inactive");
    assertThat(gateway.orders()).singleElement().matches(held -> held.openQuestion().isEmpty());
  }

  @Test
  @DisplayName("can be posted as JSON while the mock runs")
  void posted() {
    String json =
        "{\"description\":\"Mine.\",\"extends\":\"no-questions\",\"questions\":[{\"messageIds\":[\"o999\"],"
            + "\"when\":{\"is\":\"always\"},\"message\":[\"Sure?\"],\"options\":[\"Yes\",\"No\"]}]}";

    assertThat(admin.post("/scenario", json).status()).isEqualTo(204);

    JsonNode question = caller.place(Caller.MARKET).json().get(0);
    assertThat(question.path("message")).hasToString("[\"Sure?\"]");
    assertThat(question.path("messageOptions")).hasToString("[\"Yes\",\"No\"]");
  }

  private void play(String yaml) {
    gateway.play(Scenario.written("mine", yaml));
    caller.get("/iserver/accounts");
  }

  private void suppress(String id) {
    caller.post("/iserver/questions/suppress", "{\"messageIds\":[\"" + id + "\"]}");
  }

  private Exchange preview() {
    return caller.post(
        "/iserver/account/" + caller.account() + "/orders/whatif",
        "{\"orders\":[{" + Caller.MARKET + "}]}");
  }
}
