package io.github.cpapi.cli;

import io.github.cpapi.cli.output.Output;
import io.github.cpapi.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A subcommand. */
abstract class GatewayCommand implements Callable<Integer> {

  @ParentCommand private Cpapi cpapi;

  @Spec private CommandSpec spec;

  Cpapi cpapi() {
    return cpapi;
  }

  CommandSpec spec() {
    return spec;
  }

  Output output() {
    return cpapi.output(spec);
  }

  Terminal terminal() {
    return cpapi.terminal();
  }

  /** Tells something on standard error. */
  void say(String words) {
    terminal().say(Output.clean(words));
  }
}
