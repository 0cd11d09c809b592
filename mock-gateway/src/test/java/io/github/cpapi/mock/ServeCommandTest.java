package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("The command line")
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
        .contains("Default: 5000", "Default: fresh-paper-account", "Default: 127.0.0.1");
  }

  @Test
  @DisplayName("reports a taken port in one line and ends with 1")
  void portTaken() {
    try (MockGateway other = MockGateway.start(MockGatewayOptions.defaults().http())) {
      int code = run("serve", "--port", String.valueOf(other.port()));

      assertThat(code).isEqualTo(1);
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .startsWith("cannot listen on 127.0.0.1:" + other.port());
    }
  }

  @Test
  @DisplayName("names the scenarios there are when it is given another one")
  void unknownScenario() {
    int code = run("serve", "--scenario", "sunny-day");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("no scenario \"sunny-day\" comes with the mock; there is fresh-paper-account");
  }

  @Test
  @DisplayName("names file, place and what is legal when a scenario is wrong")
  void badScenario(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "description: Mine.\ncolour: red\ncontracts: []\nquestions: []\n");

    int code = run("serve", "--scenario", file.toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("scenario mine, colour: ")
        .contains("unknown member \"colour\"; legal are contracts, description, questions");
  }

  @Test
  @DisplayName("refuses to write a certificate that does not exist")
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
