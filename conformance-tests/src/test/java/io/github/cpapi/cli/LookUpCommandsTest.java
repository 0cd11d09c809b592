package io.github.cpapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.transport.ServerCertificate;
import io.github.cpapi.mock.MockGateway;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What cpapi looks up")
class LookUpCommandsTest {

  private static MockGateway mock;

  @TempDir private Path folder;
  private Shell shell;

  @BeforeAll
  static void start() {
    mock = Shell.mock();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @BeforeEach
  void open() throws IOException {
    shell = Shell.at(mock, folder);
  }

  @ParameterizedTest
  @CsvSource({
    "find NOPE, 1, Nothing has the symbol NOPE",
    "options NOPE, 1, No such option on NOPE",
    "options AAPL --expiry 203001, 1, No such option on AAPL",
    "options AAPL --expiry 202713, 2, --expiry: expected a month",
    "options AAPL --strike 200, 2, --expiry: needed",
    "algos AAPL NoSuch, 2, 'ALGO: expected one of Adaptive, '",
    "algos NOPE, 1, no stock has this symbol",
    "explain quantty, 2, near are quantity",
    "status x, 2, ORDER_ID: expected",
    "trades --days 8, 2, --days: expected 1 to 7",
    "suppress, 2, Missing required argument",
    "suppress o354 --none, 2, mutually exclusive",
  })
  @DisplayName("is told in words if it is not there, with 1, or not well asked for, with 2")
  void notThere(String command, int code, String words) {
    Shell.Result result = shell.run(command.split(" "));

    assertThat(result.code()).isEqualTo(code);
    assertThat(result.err()).contains(words);
    assertThat(result.out()).isEmpty();
  }

  @Test
  @DisplayName("is an option in three steps")
  void options() {
    assertThat(shell.run("options", "AAPL").out()).contains("202701");
    assertThat(shell.run("options", "AAPL", "--expiry", "202701").out()).contains("200.0  C, P");
    assertThat(
            shell
                .run("options", "aapl", "--expiry", "20270115", "--strike", "200", "--right", "C")
                .out()
                .lines())
        .hasSize(2)
        .last()
        .asString()
        .contains("20270115", " C ", "SMART");
  }

  @Test
  @DisplayName("needs no account")
  void withoutAnAccount() throws IOException {
    Shell.Result result =
        Shell.in(folder.resolve("other"))
            .configured(
                "base-url = " + mock.baseUrl(),
                "pin = " + new ServerCertificate(mock.certificate()).sha256())
            .run("find", "AAPL");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("265598");
  }

  @Test
  @DisplayName("is the fingerprint of the gateway, alone in a line, which --check compares")
  void pin() {
    String fingerprint = new ServerCertificate(mock.certificate()).sha256();

    assertThat(shell.run("pin").out().strip()).isEqualTo(fingerprint);
    assertThat(shell.run("pin", "--check").code()).isZero();
    Shell.Result other = shell.run("pin", "--check", "--pin", "00".repeat(32));
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out()).contains(fingerprint, "00".repeat(32));
    assertThat(shell.run("pin", "--base-url", "http://localhost/v1/api").code()).isEqualTo(2);
  }

  @Test
  @DisplayName("is what keeps the gateway from being ready, and the next thing to do")
  void doctor() {
    Shell unconfigured = Shell.in(folder.resolve("other")).with("CPAPI_BASE_URL", mock.baseUrl());

    Shell.Result result = unconfigured.run("doctor");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains("no trust is given", "run cpapi init")
        .doesNotContain("TlsTrust");
    assertThat(shell.run("doctor").code()).isZero();
  }
}
