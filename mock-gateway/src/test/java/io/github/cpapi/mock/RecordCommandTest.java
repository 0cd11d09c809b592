package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.mock.cli.MockGatewayCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("The commands")
class RecordCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--out FREE; --target",
        "--target https://localhost:1; --out",
        "--target nowhere --out FREE; --target nowhere: ",
        "--target https://localhost:1 --out FREE --pin 12ab; --pin 12ab: expected a SHA-256",
        "--target https://localhost:1 --out FREE --pem FREE/none.pem; --pem",
        "--target https://localhost:1 --out FREE --pin 12ab --pem a.pem; mutually exclusive",
        "--target https://localhost:1 --out FULL; expected an empty one",
        "--target https://localhost:1 --out FREE --quarantine FREE/q.txt; outside of the folder",
        "--target https://localhost:1 --out FREE --quarantine FULL/a.txt/q.txt; that can be written",
        "--target https://localhost:1 --out FREE --quarantine FULL; that can be written"
      })
  @DisplayName("record refuses wrong arguments with 2, and names option and reason")
  void wrongArguments(String arguments, String reason) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("full")).resolve("a.txt"), "");
    String placed =
        arguments
            .replace("FREE", folder.resolve("free").toString())
            .replace("FULL", folder.resolve("full").toString());

    assertThat(execute(("record " + placed).split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(reason);
  }

  @Test
  @DisplayName("diff exits with 0 for what is known, 1 for what is new, 2 for no recordings")
  void diff() throws IOException {
    assertThat(execute("diff", folder.toString())).isEqualTo(2);

    recording("\"expires\": 1");
    assertThat(execute("diff", folder.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "new         getAuthStatus/expires: the contract has no member expires here"
                + " (session/recorded-0001-get-auth-status)")
        .contains("1 recordings, 0 known, ");

    recording("\"connected\": 1");
    assertThat(execute("diff", folder.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("contradicts getAuthStatus/connected: ");
  }

  @Test
  @DisplayName("diff exits with 0 for what the mock answers itself")
  void known() throws Exception {
    try (MockGateway mock = MockGateway.start(MockGatewayOptions.defaults())) {
      RecordedSession session = new RecordedSession(mock, folder, "DU1234567");
      try (session) {
        session.caller().get("/iserver/auth/status");
      }
      assertThat(execute("diff", session.folder().toString())).as("%s", out).isZero();
    }
  }

  private void recording(String member) throws IOException {
    Path file = folder.resolve("session/recorded-0001-get-auth-status.json");
    Files.createDirectories(folder.resolve("session"));
    Files.writeString(
        file,
        """
        {
          "request": {"method": "GET", "urlPath": "/v1/api/iserver/auth/status"},
          "response": {
            "status": 200,
            "headers": {"Content-Type": "application/json"},
            "jsonBody": {"authenticated": true, %s}
          },
          "metadata": {"operation": "getAuthStatus", "provenance": "observed"}
        }
        """
            .formatted(member));
  }

  private int execute(String... arguments) {
    CommandLine command = MockGatewayCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(List.of(arguments).toArray(String[]::new));
  }
}
