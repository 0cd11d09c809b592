package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The answer to a question")
@ExtendWith(OwnAccount.class)
class RepliesTest {

  @Test
  @DisplayName("works once: a second one is refused because the id is not found (Q34)")
  void usedId(Caller caller) {
    String replyId = caller.place(Caller.NEAR_LIMIT).replyId();
    caller.reply(replyId, true);

    Exchange again = caller.reply(replyId, true);

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().path("error").asText())
        .isEqualTo("reply id not found: '" + replyId + "'");
    assertThat(again.why()).contains("works once");
  }

  @Test
  @DisplayName("to an id that was never issued is refused (Q34)")
  void unknownId(Caller caller) {
    Exchange answer = caller.reply("00000000-0000-4000-8000-000000000099", true);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).startsWith("reply id not found: '0000");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{\"confirmed\":\"true\"}", "{}", "[]", "yes", ""})
  @DisplayName("that is not a JSON boolean gets 500, and the question stays open (Q36)")
  void notBoolean(String body, Caller caller) {
    String replyId = caller.place(Caller.NEAR_LIMIT).replyId();

    Exchange refused = caller.post("/iserver/reply/" + replyId, body);

    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.body()).isEmpty();
    assertThat(refused.why()).contains("true or false");
    assertThat(caller.reply(replyId, true).recording()).isEqualTo("replies/acknowledged");
  }

  @Test
  @DisplayName("discards the order if it is no, and the client order id can be used again (Q35)")
  void declined(Caller caller) {
    String members = Caller.FAR_LIMIT + ",\"cOID\":\"once\"";
    Exchange question = caller.place(members);

    Exchange declined = caller.reply(question.replyId(), false);

    assertThat(declined.json().path("error").asText()).isEqualTo("Order not confirmed ");
    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
    assertThat(caller.place(members).messageId()).isEqualTo("o163");
  }
}
