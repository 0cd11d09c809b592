package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Prints a script for the shell. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes commands and options, for bash and zsh.",
      "In ~/.bashrc or, after autoload -U compinit && compinit, in ~/.zshrc:"
          + " source <(cpapi completion)"
    })
final class CompletionCommand extends GatewayCommand {

  @Override
  public Integer call() {
    CommandSpec root = spec().root();
    spec().commandLine().getOut().println(AutoComplete.bash(root.name(), root.commandLine()));
    return ExitCode.DONE.number();
  }
}
