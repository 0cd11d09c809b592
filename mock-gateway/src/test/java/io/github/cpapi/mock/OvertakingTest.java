package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A question that another order overtakes")
@ExtendWith(OwnAccount.class)
class OvertakingTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("is answered with 503, whether confirmed or declined (Q33)")
  void overtaken(boolean confirmed, Caller caller) {
    String replyId = caller.place(Caller.FAR_LIMIT).replyId();
    caller.place(Caller.NEAR_LIMIT);

    Exchange answer = caller.reply(replyId, confirmed);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.recording()).isEqualTo("replies/overtaken-503");
    assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Inactive");
  }

  @Test
  @DisplayName("leads to a live order once all questions of the other order are confirmed (Q33)")
  void goesLive(Caller caller) {
    String replyId = caller.place(Caller.FAR_LIMIT).replyId();
    Exchange other = caller.place(Caller.NEAR_LIMIT);
    caller.reply(replyId, false);

    Exchange acknowledged = caller.reply(other.replyId(), true);

    assertThat(acknowledged.json()).hasSize(1);
    assertThat(acknowledged.why()).contains("went live");
    assertThat(caller.firstLiveOrder().path("status").asText()).isEqualTo("Submitted");
    assertThat(caller.reply(replyId, true).recording()).isEqualTo("replies/not-found-400");
  }

  @Test
  @DisplayName("leaves its order Inactive when the other order is declined")
  void staysInactive(Caller caller) {
    caller.place(Caller.FAR_LIMIT);
    Exchange other = caller.place(Caller.NEAR_LIMIT);

    caller.reply(other.replyId(), false);

    assertThat(caller.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.path("status").asText()).isEqualTo("Inactive"));
  }

  @Test
  @DisplayName("is not overtaken by reads, tickles or other accounts (Q98)")
  void harmless(Caller caller, Caller other) {
    String replyId = caller.place(Caller.NEAR_LIMIT).replyId();

    caller.post("/tickle", "");
    caller.liveOrders();
    caller.status("42");
    other.placeAndConfirm(Caller.MARKET);

    assertThat(caller.reply(replyId, true).recording()).isEqualTo("replies/acknowledged");
  }

  @Test
  @DisplayName("is not overtaken by a refused order")
  void refusedOrder(Caller caller) {
    String replyId = caller.place(Caller.NEAR_LIMIT).replyId();

    caller.place(Caller.NEAR_LIMIT.replace("8314", "999999999"));

    assertThat(caller.reply(replyId, true).recording()).isEqualTo("replies/acknowledged");
  }
}
