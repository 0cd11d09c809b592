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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command gate")
class GateCommandTest {

  private static final String ACCOUNT = "U" + 2345678;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @DisplayName("lets the shipped recordings pass")
  void shipped() {
    int code = run("gate", "../openapi/recordings");

    assertThat(code).isZero();
    assertThat(out.toString()).matches("files: \\d{3}, leaks: 0\n");
  }

  @Test
  @DisplayName("lists each leak with its place and the line to add, without the value")
  void leaks() throws IOException {
    Path recordings = Files.createDirectories(folder.resolve("recordings/orders"));
    Files.writeString(recordings.resolve("status.json"), "{\"status\":\"" + ACCOUNT + "\"}");
    Files.writeString(recordings.resolve(ACCOUNT + ".json"), "{}");

    int code = run("gate", folder.resolve("recordings").toString());

    assertThat(code).isEqualTo(1);
    assertThat(out.toString())
        .isEqualTo(
            """
            orders/? (file 1 by name): account: looks like an account
              if it is public: - {place: "orders/?", shape: account, reason: "why it is public"}
            orders/status.json#/status: account: looks like an account
              if it is public: - {place: "orders/status.json#/status", shape: account, reason: "why it is public"}
            files: 2, leaks: 2
            """);
    assertThat(out + "" + err).doesNotContain(ACCOUNT);
  }

  @Test
  @DisplayName("refuses what is no file with bytes, and examines the others")
  @DisabledOnOs(OS.WINDOWS)
  void noFile() throws Exception {
    Path recordings = Files.createDirectories(folder.resolve("recordings"));
    Files.createSymbolicLink(recordings.resolve("status.json"), folder.resolve("missing"));
    new ProcessBuilder("mkfifo", recordings.resolve("order.json").toString()).start().waitFor();
    Files.writeString(recordings.resolve("trades.json"), "{\"status\":\"" + ACCOUNT + "\"}");

    int code = run("gate", recordings.toString());

    assertThat(code).isEqualTo(1);
    assertThat(out.toString())
        .contains("order.json: undecodable", "status.json: undecodable", "trades.json#/status: acc")
        .endsWith("files: 3, leaks: 3\n");
  }

  @Test
  @DisplayName("takes further lines of the allow-list, each with a reason")
  void allow() throws IOException {
    Path recordings = Files.createDirectories(folder.resolve("recordings"));
    Files.writeString(recordings.resolve("status.json"), "{\"status\":\"Flubbered\"}");
    Path list = folder.resolve("allow.yaml");
    String line = "- {place: \"status.json#/status\", shape: word, reason: \"%s\"}%n";

    Files.writeString(list, line.formatted("a status of the broker"));
    int allowed = run("gate", recordings.toString(), "--allow", list.toString());
    Files.writeString(list, line.formatted("why it is public"));
    int withoutReason = run("gate", recordings.toString(), "--allow", list.toString());

    assertThat(allowed).isZero();
    assertThat(withoutReason).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--allow: " + list + ", entry 1: reason: expected why the value is public");
  }

  @Test
  @DisplayName("exits with 2 for a folder that does not exist or has no file")
  void wrongFolder() {
    int missing = run("gate", folder.resolve("missing").toString());
    int empty = run("gate", folder.toString());

    assertThat(missing).isEqualTo(2);
    assertThat(empty).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "DIR: expected a folder, not " + folder.resolve("missing"),
            "DIR: expected files in " + folder + ", but it has none");
  }

  private int run(String... arguments) {
    return MockGatewayCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
