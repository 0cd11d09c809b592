package io.github.cpapi.conformance.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The demo")
class DemoTest {

  private static final Path RECORDINGS = Path.of("../openapi/recordings");

  @Test
  @DisplayName("exits with 0 if all steps succeed")
  void allOfItHappens() throws Exception {
    ChildProcess.Ended demo = ChildProcess.java(List.of(), Demo.class);

    assertThat(demo.output())
        .contains("without market data", "told by")
        .contains("All steps succeeded.");
    assertThat(demo.exitCode()).isZero();
  }

  @Test
  @DisplayName("prints an unexpected question as recorded, and exits with 1 and one sentence")
  void anotherQuestionStopsIt(@TempDir Path folder) throws Exception {
    change(folder, "orders/question-o354.json", "without market data", "without a good reason");

    ChildProcess.Ended demo = ChildProcess.java(List.of(folder), Demo.class);

    assertThat(demo.output())
        .contains("[o354] You are submitting an order without a good reason.")
        .containsIgnoringNewLines(
            "The demo stops here: the order was not accepted, it is declined: the policy names o354 with another")
        .doesNotContain("All steps succeeded", "Exception", "\tat ");
    assertThat(demo.exitCode()).isEqualTo(1);
  }

  @Test
  @DisplayName("exits with 1 and one sentence if the contract does not offer the algo")
  void aMissingAlgoStopsIt(@TempDir Path folder) throws Exception {
    change(folder, "algos/names.json", "\"Adaptive\"", "\"Adoptive\"");

    ChildProcess.Ended demo = ChildProcess.java(List.of(folder), Demo.class);

    assertThat(demo.output())
        .contains("The demo stops here: the contract does not describe the algo Adaptive.")
        .doesNotContain("All steps succeeded", "Exception", "\tat ");
    assertThat(demo.exitCode()).isEqualTo(1);
  }

  /** Copies the recordings to the front of the class path, one of them changed. */
  private static void change(Path folder, String recording, String text, String instead)
      throws IOException {
    Path copies = folder.resolve("cpapi/recordings");
    try (Stream<Path> files = Files.walk(RECORDINGS)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path copy = copies.resolve(RECORDINGS.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path changed = copies.resolve(recording);
    String before = Files.readString(changed);
    assertThat(before).contains(text);
    Files.writeString(changed, before.replace(text, instead));
  }
}
