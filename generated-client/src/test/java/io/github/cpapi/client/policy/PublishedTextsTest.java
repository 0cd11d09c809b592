package io.github.cpapi.client.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.KnownQuestion;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The texts of questions in the client's jar")
class PublishedTextsTest {

  @Test
  @DisplayName("are exactly those of the contract")
  void areTheContracts() {
    assertThat(PublishedTexts.all())
        .isNotEmpty()
        .isEqualTo(
            KnownQuestion.all().stream()
                .collect(
                    Collectors.toMap(KnownQuestion::messageId, KnownQuestion::publishedTexts)));
  }

  @Test
  @DisplayName("are empty for a question that the contract does not list")
  void unknown() {
    assertThat(PublishedTexts.of("o0")).isEmpty();
  }
}
