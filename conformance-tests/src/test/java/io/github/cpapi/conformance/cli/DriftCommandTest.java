package io.github.cpapi.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.report.PublishedForm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@DisplayName("The command drift")
class DriftCommandTest {

  private static final Path CONTRACT = Path.of("../openapi/spec/cpapi.yaml");

  private static final String SIDE = "\n    Side:\n      type: string\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  @DisplayName("finds no drift between a document and itself")
  void none() {
    assertThat(execute("drift", "baseline", "baseline")).as(err.toString()).isZero();
    assertThat(out.toString()).startsWith("No drift.\n");
  }

  @Test
  @DisplayName("finds a side that is a number, with its place and severity; exit code 1")
  void side() throws IOException {
    assertThat(execute("drift", before(), after())).as(err.toString()).isEqualTo(1);
    assertThat(out.toString()).startsWith("1 finding puts orders at risk").contains("/side");
  }

  @Test
  @DisplayName("exits with 0 if no finding is as severe as --fail-on")
  void failOn() throws IOException {
    assertThat(execute("drift", after(), renamed(), "--fail-on", "orders-at-risk")).isZero();
  }

  @Test
  @DisplayName("writes all files to a folder; the JSON is as published")
  void files() throws IOException {
    assertThat(execute("drift", before(), after(), "--out", folder.resolve("out").toString()))
        .isEqualTo(1);

    assertThat(folder.resolve("out"))
        .isDirectoryContaining("glob:**drift.txt")
        .isDirectoryContaining("glob:**drift.md")
        .isDirectoryContaining("glob:**drift.html")
        .isDirectoryContaining("glob:**drift-junit.xml");
    assertThat(PublishedForm.problems("drift", folder.resolve("out/drift.json"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "md", "html", "junit", "github"})
  @DisplayName("prints each format")
  void formats(String format) throws IOException {
    assertThat(execute("drift", before(), after(), "--format", format)).isEqualTo(1);
    assertThat(out.toString()).contains("side");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drift",
        "drift contract",
        "drift contract contract --format pdf",
        "drift contract contract --format md --format html",
        "drift contract contract --fail-on worst",
        "drift --explain no-such-rule",
        "drift contract contract --ignore no-such-file"
      })
  @DisplayName("exits with 2 for wrong arguments")
  void usage(String line) {
    assertThat(execute(line.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
  }

  @Test
  @DisplayName("exits with 3 if an input cannot be read")
  void unreadable() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"openapi\": \"3.0");

    assertThat(execute("drift", "contract", broken.toString())).isEqualTo(3);
    assertThat(execute("drift", "contract", folder.resolve("missing").toString())).isEqualTo(3);
    assertThat(err.toString()).contains("broken.json", "missing");
  }

  @Test
  @DisplayName("explains a rule, also by the id of a finding")
  void explain() {
    assertThat(execute("drift", "--explain", "type-changed:placeOrders:request:/x")).isZero();
    assertThat(out.toString())
        .startsWith("type-changed\n")
        .contains("Why it matters", "What to do");
  }

  @Test
  @DisplayName("plans the steps, and ends with the one command")
  void plan() throws IOException {
    assertThat(execute("drift", "plan", before(), after(), "--project", "..")).isZero();
    assertThat(out.toString())
        .containsSubsequence(
            "1. ", "openapi/spec/cpapi.yaml:", "OrderTicket.side", "mvn -Pregenerate -Daccept");
  }

  @Test
  @DisplayName("accepts a document as the baseline of a project")
  void accept() throws IOException {
    assertThat(execute("drift", "accept", after(), "--project", folder.toString()))
        .as(err.toString())
        .isZero();
    try (var files = Files.list(folder.resolve("openapi/upstream"))) {
      assertThat(files).singleElement().asString().endsWith(".yaml");
    }
  }

  private static String before() {
    return CONTRACT.toString();
  }

  private String after() throws IOException {
    String text = Files.readString(CONTRACT);
    assertThat(text).contains(SIDE);
    return Files.writeString(
            folder.resolve("after.yaml"), text.replace(SIDE, SIDE.replace("string", "integer")))
        .toString();
  }

  /** A member of an answer has another name, in comparison with {@link #after}. */
  private String renamed() throws IOException {
    String text = Files.readString(Path.of(after()));
    return Files.writeString(
            folder.resolve("renamed.yaml"),
            text.replace("required: [ticker, conid]", "required: [tickers, conid]")
                .replace("        ticker: {", "        tickers: {"))
        .toString();
  }

  private int execute(String... arguments) {
    CommandLine command = ConformanceCommand.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
