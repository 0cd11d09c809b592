package io.github.cpapi.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.report.Reports;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("The command line of the kit")
class ConformanceCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int execute(String... arguments) {
    CommandLine command = ConformanceCommand.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @Test
  @DisplayName("lists the clauses of an area")
  void list() {
    assertThat(execute("list", "--area", "SES")).isZero();

    assertThat(out.toString().lines()).isNotEmpty().allMatch(line -> line.startsWith("SES-"));
  }

  @Test
  @DisplayName(
      "runs only the wanted clauses against a mock, shows each verdict, and writes reports")
  void run() throws Exception {
    int exit = execute("run", "--only", "CON-02,CON-03", "--out", folder.toString());

    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("PASS   CON-02", "PASS   CON-03", "mock gateway, started by the kit: 2 PASS");
    RunResult result = Reports.read(folder);
    assertThat(result.clauses())
        .hasSize(2)
        .allMatch(clause -> clause.status() == Status.PASS)
        .allMatch(clause -> !clause.exchanges().isEmpty());
  }

  @Test
  @DisplayName("shows what a run would do, without a gateway")
  void dryRun() {
    assertThat(execute("run", "--dry-run", "--target", "https://localhost:1/v1/api")).isZero();

    assertThat(out.toString())
        .contains("run  ORD-03 ", "run  CON-02 ")
        .containsPattern("skip LIV-03 +not allowed: --allow-fills")
        .containsPattern("skip ORD-05 +not on a gateway that the kit did not start");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "run --only NOPE-1 | no clause fits NOPE-1",
        "run --only CON-02 --out pom.xml/report | --out pom.xml/report: expected a folder that can be written",
        "run --area NOPE | no clause fits NOPE-*",
        "check | --target: expected the URL of a running gateway, but got mock",
        "check --target gateway | --target:",
        "check --target https://localhost:1/v1/api --pin 12 | --pin: expected 64 hexadecimal digits",
        "run --target https://localhost:1/v1/api --read-only --allow-fills | --allow-fills: not together with --read-only",
        "verify-pact --pact none.json | --pact: expected a pact, but got none.json",
        "verify-pact --pact pom.xml | --pact: expected a pact, but got pom.xml",
        "verify-pact --target https://localhost:1/v1/api --pin 12 | --pin: expected 64",
        "run --target https://localhost:1/v1/api --nope | Unknown option: '--nope'",
        "nope | Unmatched argument"
      })
  @DisplayName("explains a wrong argument, and exits with 2")
  void wrongArgument(String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);

    assertThat(err.toString()).contains(message);
  }

  @Test
  @DisplayName("exits with 3 and the next step if a gateway cannot be reached")
  void unreachable() {
    assertThat(execute("check", "--target", "https://localhost:1/v1/api")).isEqualTo(3);

    assertThat(out.toString()).contains("problem", "> Start the gateway");
  }

  @Test
  @DisplayName("exits with 3 if the gateway is not ready for a run")
  void notReady() {
    assertThat(execute("run", "--target", "https://localhost:1/v1/api", "--account", "DU1234567"))
        .isEqualTo(3);
  }
}
