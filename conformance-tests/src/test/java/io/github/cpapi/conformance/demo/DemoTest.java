package io.github.cpapi.conformance.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.ChildProcess;
import io.github.cpapi.mock.MockGatewayOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  @DisplayName("tells every step, and succeeds")
  void allOfItHappens() {
    assertThat(run(MockGatewayOptions.defaults())).isTrue();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("without market data", "told by")
        .contains("All steps succeeded.");
  }

  @Test
  @DisplayName("prints an unexpected question as recorded, and stops with one sentence")
  void anotherQuestionStopsIt(@TempDir Path folder) throws IOException {
    change(folder, "orders/question-o354.json", "without market data", "without a good reason");

    assertThat(run(MockGatewayOptions.defaults().recordings(folder))).isFalse();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("[o354] You are submitting an order without a good reason.")
        .containsIgnoringNewLines(
            "The demo stops here: the order was not accepted, it is declined: the policy names o354 with another")
        .doesNotContain("All steps succeeded", "Exception", "\tat ");
  }

  @Test
  @DisplayName("exits with 1 and one sentence if the contract does not offer the algo")
  void aMissingAlgoStopsIt(@TempDir Path folder) throws Exception {
    Path copies = folder.resolve("cpapi/recordings");
    copyRecordings(copies);
    change(copies, "algos/names.json", "\"Adaptive\"", "\"Adoptive\"");

    ChildProcess.Ended demo = ChildProcess.java(List.of(folder), Demo.class);

    assertThat(demo.output())
        .contains("The demo stops here: the contract does not describe the algo Adaptive.")
        .doesNotContain("All steps succeeded", "Exception", "\tat ");
    assertThat(demo.exitCode()).isEqualTo(1);
  }

  private boolean run(MockGatewayOptions options) {
    return Demo.run(new PrintStream(out, true, StandardCharsets.UTF_8), options);
  }

  private static void copyRecordings(Path copies) throws IOException {
    try (Stream<Path> files = Files.walk(RECORDINGS)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path copy = copies.resolve(RECORDINGS.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** Writes a recording to a folder with another text. */
  private static void change(Path folder, String recording, String text, String instead)
      throws IOException {
    String before = Files.readString(RECORDINGS.resolve(recording));
    assertThat(before).contains(text);
    Path changed = folder.resolve(recording);
    Files.createDirectories(changed.getParent());
    Files.writeString(changed, before.replace(text, instead));
  }
}
