package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The known questions")
class KnownQuestionsTest {

  @Test
  @DisplayName("are each listed once and shown by a recording")
  void areShown() {
    List<String> ids = KnownQuestion.all().stream().map(KnownQuestion::messageId).toList();

    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    assertThat(
            Recordings.load().of("placeOrders", "answerQuestion").stream()
                .flatMap(recording -> recording.responseBody().stream())
                .flatMap(body -> body.findValues("messageIds").stream())
                .map(messageIds -> messageIds.path(0).asText()))
        .containsAll(ids);
  }
}
