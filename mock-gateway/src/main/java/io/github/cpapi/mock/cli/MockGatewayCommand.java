package io.github.cpapi.mock.cli;

import io.github.cpapi.mock.MockGatewayOptions;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line of the mock gateway. */
@Command(
    name = "mock-gateway",
    description = "A mock of the Client Portal Gateway, for development without a broker.",
    subcommands = {
      ServeCommand.class,
      ScenariosCommand.class,
      RecordCommand.class,
      GateCommand.class,
      DiffCommand.class
    },
    synopsisSubcommandLabel = "serve | scenarios | record | gate | diff")
public final class MockGatewayCommand {

  @Mixin private HelpOption help;

  private MockGatewayCommand() {}

  /**
   * Runs a command and exits the process: 0 after a normal end, 1 if the command fails, 2 for wrong
   * arguments.
   *
   * @param arguments for example {@code serve --port 5000}
   */
  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("serve")) {
      // Begins to read what the mock needs, while the arguments are parsed.
      CompletableFuture.runAsync(MockGatewayOptions::defaults);
    }
    System.exit(commandLine().execute(arguments));
  }

  public static CommandLine commandLine() {
    return new CommandLine(new MockGatewayCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (failure, arguments) -> {
              CommandLine command = failure.getCommandLine();
              command.getErr().println(failure.getMessage());
              command.getErr().printf("See %s --help.%n", command.getCommandSpec().qualifiedName());
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println(failure.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }
}
