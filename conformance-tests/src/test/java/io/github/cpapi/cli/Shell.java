package io.github.cpapi.cli;

import io.github.cpapi.cli.terminal.StopSignal;
import io.github.cpapi.cli.terminal.Terminal;
import io.github.cpapi.client.transport.ServerCertificate;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** Runs commands as a shell would, with a person who types what the test says. */
final class Shell {

  /** What a command left behind. */
  record Result(int code, String out, String err) {}

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final Deque<String> typed = new ArrayDeque<>();
  private boolean person;

  private Shell(Path folder) {
    this.folder = folder;
  }

  /** A shell without a configuration. */
  static Shell in(Path folder) {
    return new Shell(folder);
  }

  /** A shell whose configuration names a mock. */
  static Shell at(MockGateway mock, Path folder) throws IOException {
    return in(folder)
        .configured(
            "base-url = " + mock.baseUrl(),
            "account = DU1234567",
            "pin = " + new ServerCertificate(mock.certificate()).sha256());
  }

  /** A mock with the questions of a fresh paper account. */
  static MockGateway mock() {
    return MockGateway.start(MockGatewayOptions.defaults().accounts("DU1234567"));
  }

  /** The orders and replies that the mock has received, each as method and URL. */
  static List<String> ordersSent(MockGateway mock) {
    return mock.exchanges().stream()
        .map(exchange -> exchange.method() + " " + exchange.url())
        .filter(call -> call.matches("(POST|DELETE) .*/(orders?|orders?/[0-9]+|reply/.*)"))
        .toList();
  }

  Shell configured(String... lines) throws IOException {
    Files.createDirectories(folder);
    List<String> all = new ArrayList<>();
    Path config = folder.resolve("config");
    if (Files.exists(config)) {
      all.addAll(Files.readAllLines(config));
    }
    all.addAll(List.of(lines));
    Files.write(config, all);
    return this;
  }

  Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** A person at a terminal types these lines, one for each question, then nothing more. */
  Shell typing(String... lines) {
    person = true;
    typed.addAll(List.of(lines));
    return this;
  }

  Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter words = new PrintWriter(err, true);
    Terminal terminal = new Typist(words);
    CommandLine command =
        Cpapi.commandLine(terminal, new StopSignal(terminal), environment, folder)
            .setOut(new PrintWriter(out, true))
            .setErr(words);
    return new Result(command.execute(arguments), out.toString(), err.toString());
  }

  private final class Typist implements Terminal {
    private final PrintWriter words;

    Typist(PrintWriter words) {
      this.words = words;
    }

    @Override
    public boolean isInteractive() {
      return person;
    }

    @Override
    public void say(String line) {
      words.println(line);
    }

    @Override
    public void progress(String line) {}

    @Override
    public Optional<String> ask(String question) {
      if (!person) {
        return Optional.empty();
      }
      words.println(question);
      return Optional.ofNullable(typed.poll());
    }

    @Override
    public void giveUp() {}
  }
}
