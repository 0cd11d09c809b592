package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.mock.cli.MockGatewayCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("The command line")
@Timeout(60) // An undetected mistake would start a mock that runs for ever.
class ServeCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @DisplayName("explains each option")
  void help() {
    int code = run("serve", "--help");

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("--port", "--account", "--scenario", "--http", "--bind", "--seed", "--pem-out")
        .contains("--certificate", "--strict", "--recordings", "Default: fresh\n")
        .contains("Default: 5000", "Default: fresh-paper-account", "Default: 127.0.0.1");
  }

  @Test
  @DisplayName("lists the scenarios with id, description and differences")
  void scenarios() {
    int code = run("scenarios");

    assertThat(code).isZero();
    assertThat(out.toString().lines())
        .startsWith("accounts-queried")
        .contains("  extends fresh-paper-account, changes accountsFirst")
        .contains("fresh-paper-account")
        .contains("  STK: AAPL, IBM, SPY")
        .contains("  CASH: EUR.USD, AUD.CAD, USD.SGD, USD.RON, USD.CZK")
        .anyMatch(line -> line.startsWith("  OPT: AAPL JAN24 APR26 MAY26 "));
  }

  @Test
  @DisplayName("reports a taken port in one line and exits with 1")
  void portTaken() {
    try (MockGateway other = MockGateway.start(MockGatewayOptions.defaults().http())) {
      int code = run("serve", "--port", String.valueOf(other.port()));

      assertThat(code).isEqualTo(1);
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .startsWith("cannot listen on 127.0.0.1:" + other.port() + ": Address already in use")
          .contains("--port a free port");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--port -1           | --port -1: port: expected a number from 0, for any free one, to 65535",
        "--port 99999        | --port 99999: port: expected a number from 0",
        "--port x            | Invalid value for option '--port': 'x' is not an int",
        "--seed x            | Invalid value for option '--seed': 'x' is not a long",
        "--account DU1234567,DU1234567 | --account DU1234567,DU1234567: accounts: expected distinct ones",
        "--account DU-1      | --account DU-1: accounts: expected at least one, of letters and digits",
        "--certificate self  | Invalid value for option '--certificate': expected one of [FRESH, GATEWAY]",
        "--scenario sunny    | --scenario sunny: no scenario \"sunny\" comes with the mock; there are",
        "--recordings nope   | --recordings nope: nope: expected a folder with recordings, but it does not exist",
        "--scenario no.yaml  | --scenario no.yaml: there is no scenario file no.yaml",
      })
  @DisplayName(
      "refuses a wrong value with the option, the value and what is expected, and exits with 2")
  void wrongValue(String arguments, String message) {
    int code = run(("serve " + arguments).split(" "));

    assertThat(err.toString()).startsWith(message);
    assertThat(code).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // Brackets: no name server is asked. The other address never belongs to a machine (RFC
        // 5737).
        "[nohost]  | there is no such address",
        "192.0.2.1 | assign requested address",
      })
  @DisplayName("names the address that it cannot listen on and the reason, and exits with 1")
  void wrongAddress(String address, String reason) {
    int code = run("serve", "--http", "--port", "0", "--bind", address);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("cannot listen on " + address + ":0: ")
        .contains(reason + "; --bind needs an address of this machine");
    assertThat(code).isEqualTo(1);
  }

  @Test
  @DisplayName("names the file that it cannot write the certificate to, and exits with 1")
  void wrongPemFile(@TempDir Path folder) {
    Path file = folder.resolve("nope").resolve("mock.pem");

    int code = run("serve", "--port", "0", "--pem-out", file.toString());

    assertThat(err.toString())
        .startsWith("--pem-out " + file + ": cannot be written (NoSuchFileException); name a file");
    assertThat(code).isEqualTo(1);
  }

  @Test
  @DisplayName("lists the shipped scenarios when it is given an unknown one")
  void unknownScenario() {
    int code = run("serve", "--scenario", "sunny-day");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "no scenario \"sunny-day\" comes with the mock; there are accounts-queried, fresh-paper-account");
  }

  @Test
  @DisplayName("names the file, the line and what is expected when a scenario is wrong")
  void badScenario(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "description: Mine.\ncolour: red\ncontracts: []\nquestions: []\n");

    int code = run("serve", "--scenario", file.toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("scenario mine, line 2: ")
        .contains(
            "unknown member \"colour\": expected one of accountsFirst, contracts, description, extends, faults,"
                + " optionChains, pacing, positions, questions, recordings, refusals");
  }

  @Test
  @DisplayName("refuses --pem-out over plain HTTP, which has no certificate")
  void pemOverHttp() {
    int code = run("serve", "--http", "--pem-out", "cert.pem");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("--pem-out needs a certificate");
  }

  private int run(String... arguments) {
    CommandLine command =
        MockGatewayCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
