package io.github.cpapi.conformance.cli;

import io.github.cpapi.conformance.safety.SafetyException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the conformance kit. */
@Command(
    name = "conformance",
    description = "Checks whether a gateway behaves as the contract says.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CheckCommand.class,
      RunCommand.class,
      ListCommand.class,
      CompareCommand.class,
      ProbeCommand.class,
      VerifyPactCommand.class,
      DriftCommand.class
    },
    synopsisSubcommandLabel = "check | run | list | compare | probe | verify-pact | drift",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the gateway conforms",
      "1:a clause of level must fails, a waived clause passes, or orders of the run are left",
      "2:wrong arguments",
      "3:undecided: the kit failed, the run was stopped, or no clause could be judged",
      "4:refused for safety: nothing was ordered"
    })
public final class ConformanceCommand {

  static final int CONFORMANT = 0;
  static final int NOT_CONFORMANT = 1;
  static final int UNDECIDED = 3;
  static final int UNSAFE = 4;

  private ConformanceCommand() {}

  /**
   * Runs a command and exits the process with one of the listed codes.
   *
   * @param arguments for example {@code run --only ORD-05}
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** Help may have colours; what a command prints can come from the gateway. */
  private static int execute(CommandLine.ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    CommandLine root = parsed.commandSpec().commandLine();
    root.setOut(new PrintWriter(new PlainWriter(root.getOut()), true));
    root.setErr(new PrintWriter(new PlainWriter(root.getErr()), true));
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Returns the parsed command line, for tests. */
  public static CommandLine commandLine() {
    return new CommandLine(new ConformanceCommand())
        .setExecutionStrategy(ConformanceCommand::execute)
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
              return failure instanceof SafetyException ? UNSAFE : UNDECIDED;
            });
  }
}
