package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A reviewed text")
class ReviewedTextTest {

  @TempDir Path folder;

  private final @Nullable String before = System.getProperty("accept");

  @BeforeEach
  void withoutTheSwitch() {
    System.clearProperty("accept");
  }

  @AfterEach
  void asBefore() {
    if (before == null) {
      System.clearProperty("accept");
    } else {
      System.setProperty("accept", before);
    }
  }

  @Test
  @DisplayName("that differs is written and fails once")
  void failsOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "old");

    assertThat(ReviewedText.accepts(file, "new")).isFalse();
    assertThat(file).hasContent("new");
    assertThat(ReviewedText.accepts(file, "new")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "true"})
  @DisplayName("that differs, or is missing, is written and does not fail with -Daccept")
  void accepted(String value) throws IOException {
    System.setProperty("accept", value);
    Path file = folder.resolve("missing/text");

    assertThat(ReviewedText.accepts(file, "new")).isTrue();
    assertThat(file).hasContent("new");
  }
}
