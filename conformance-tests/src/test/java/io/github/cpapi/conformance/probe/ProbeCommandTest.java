package io.github.cpapi.conformance.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.conformance.cli.ConformanceCommand;
import io.github.cpapi.conformance.report.PublishedForm;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("The command probe")
class ProbeCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @DisplayName("tells harm by its exit code, live, as JSON and as a table")
  void harm(@TempDir Path folder) throws IOException {
    Path reports = folder.resolve("new");

    int exit =
        execute(
            "--run",
            ProbeTest.java(SampleProgram.class, "confirms-all"),
            "--trouble",
            "calm,unlisted-question",
            "--out",
            reports.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString())
        .contains("[1/2] calm: ")
        .contains("! unlisted question confirmed: Confirmed the question o99901")
        .contains("no harm: calm")
        .contains("harm: unlisted-question");
    JsonNode json = new ObjectMapper().readTree(reports.resolve("probe.json").toFile());
    assertThat(json.path("outcome").asText()).isEqualTo("harm");
    assertThat(json.at("/troubles/1/facts/0/kind").asText())
        .isEqualTo("unlisted_question_confirmed");
    assertThat(json.at("/troubles/1/exchanges/1/operation").asText()).isEqualTo("placeOrders");
    assertThat(json.at("/troubles/1/exchanges/1/answerBody").asText()).contains("o99901");
    assertThat(Files.readString(reports.resolve("probe.md")))
        .contains("| calm | no harm | ")
        .contains("| unlisted-question | harm | **unlisted question confirmed**: Confirmed");
    assertThat(reports.resolve("probe.html"))
        .content()
        .contains(
            "<h1>harm</h1>",
            "<strong class=\"harmful\">unlisted question confirmed</strong>: Confirmed",
            "<a href=\"#unlisted-question-",
            "--trouble unlisted-question");
    assertThat(PublishedForm.problems("probe", reports.resolve("probe.json"))).isEmpty();
    assertThat(reports.resolve("unlisted-question.log")).content().contains("/iserver/reply/");
  }

  @Test
  @DisplayName("has a published form that knows each kind of fact")
  void everyKind() throws IOException {
    try (InputStream in = Probe.class.getResourceAsStream("/probe.schema.json")) {
      JsonNode schema = new ObjectMapper().readTree(in);

      assertThat(schema.at("/$defs/fact/properties/kind").findValuesAsText("const"))
          .containsExactly(
              Arrays.stream(Fact.Kind.values())
                  .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                  .toArray(String[]::new));
    }
  }

  @Test
  @DisplayName("ends with 0 if no harm was seen")
  void noHarm() {
    int exit =
        execute(
            "--run",
            ProbeTest.java(SampleProgram.class, "careful"),
            "--trouble",
            "calm,two-questions");

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("no harm: calm, two-questions").doesNotContain("not tried");
  }

  @Test
  @DisplayName("ends with 3 and shows the output of a program that sends no order")
  void undecided() {
    int exit = execute("--run", ProbeTest.java(SampleProgram.class, "idle"));

    assertThat(exit).isEqualTo(3);
    assertThat(out.toString())
        .contains("not met")
        .contains("habits [idle]")
        .contains("The other troubles were not tried.");
  }

  @Test
  @DisplayName("ends with 3 and says why a program cannot be started")
  void noSuchProgram() {
    int exit = execute("--run", "/no/such/program {baseUrl}");

    assertThat(exit).isEqualTo(3);
    assertThat(err.toString()).contains("/no/such/program");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mine|calm|60|--run: expected a command with {baseUrl}",
        "mine \"{baseUrl}|calm|60|--run: a quote is not closed",
        "mine {baseUrl}|clam|60|--trouble: expected one of calm, silence-after-landing",
        "mine {baseUrl}|calm|0|--timeout: expected a number of seconds from 1, but got 0",
      })
  @DisplayName("ends with 2 and names a wrong argument")
  void usage(String run, String trouble, String timeout, String message) {
    int exit = execute("--run", run, "--trouble", trouble, "--timeout", timeout);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  private int execute(String... arguments) {
    CommandLine command = ConformanceCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "probe";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return command.execute(all);
  }
}
