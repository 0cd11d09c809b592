package io.github.cpapi.mock.cli;

import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The option {@code --help} of each command. */
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this text.",
      showDefaultValue = Help.Visibility.NEVER)
  private boolean asked;
}
