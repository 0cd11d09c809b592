package io.github.cpapi.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.cpapi.cli.terminal.StopSignal;
import io.github.cpapi.cli.terminal.SystemTerminal;
import io.github.cpapi.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@DisplayName("The help of cpapi")
class HelpTest {

  @TempDir private Path folder;

  /** The commands by name, in the order of the help. */
  static Map<String, CommandLine> commands() {
    Terminal nobody = new SystemTerminal();
    return Cpapi.commandLine(nobody, new StopSignal(nobody), Map.of(), Path.of("none"))
        .getSubcommands();
  }

  static Set<String> names() {
    return commands().keySet();
  }

  @Test
  @DisplayName("lists the commands in the order in which they are needed")
  void order() {
    assertThat(names())
        .containsExactly(
            "init",
            "doctor",
            "find",
            "contract",
            "options",
            "algos",
            "explain",
            "preview",
            "place",
            "modify",
            "cancel",
            "answer",
            "status",
            "orders",
            "trades",
            "watch",
            "recover",
            "resolve",
            "suppress",
            "pin",
            "completion");
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("describes each command and each of its arguments")
  void describes(String name) {
    CommandLine.Model.CommandSpec command = commands().get(name).getCommandSpec();

    assertThat(command.usageMessage().description()).isNotEmpty();
    assertThat(command.args())
        .allSatisfy(argument -> assertThat(argument.description()).isNotEmpty());
  }

  @Test
  @DisplayName("shows all with --help-all")
  void all() {
    String help = Shell.in(folder).run("--help-all").out();

    assertThat(names()).allSatisfy(name -> assertThat(help).contains("Usage: cpapi " + name + " "));
    assertThat(help).contains("Exit codes:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  @DisplayName("has a script of completions that the shell takes")
  void isTaken(String name) throws Exception {
    Path shell = Path.of("/usr/bin", name);
    assumeThat(shell).isExecutable();
    Path script =
        Files.writeString(folder.resolve("script"), Shell.in(folder).run("completion").out());
    ProcessBuilder taking = new ProcessBuilder(shell.toString(), "-c", "source " + script);
    taking.environment().put("HOME", folder.toString());

    Process taken = taking.redirectErrorStream(true).start();
    taken.getOutputStream().close();

    assertThat(taken.getInputStream()).asString(UTF_8).isEmpty();
    assertThat(taken.waitFor()).isZero();
  }

  @Test
  @DisplayName("completes the commands, and the values of options as they are typed")
  void completion() {
    String script = Shell.in(folder).run("completion").out();

    assertThat(script).startsWith("#!/usr/bin/env bash").contains("complete ", " cpapi");
    assertThat(names()).allSatisfy(name -> assertThat(script).contains(name));
    assertThat(script)
        .contains("(\"table\" \"json\")")
        .contains("(\"paper-limit\" \"market\" \"stop\" \"cash\")");
  }
}
