package io.github.cpapi.mock.cli;

import io.github.cpapi.contract.RecordingException;
import io.github.cpapi.mock.record.RecordingDiff;
import io.github.cpapi.mock.record.RecordingDiff.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares recordings with the contract and the mock. */
@Command(
    name = "diff",
    description = {
      "Compares recordings with the contract, and with the answers of a mock to the same requests.",
      "Exits with 0 if nothing is new, 1 if something is new or contradicts, 2 for wrong arguments."
    },
    sortOptions = false)
final class DiffCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private HelpOption help;

  @Parameters(paramLabel = "DIR", description = "The folder with the recordings.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    // The mock's log is about its own exchanges. Read by the jar's logger when it is first used.
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    System.setProperty("org.slf4j.simpleLogger.log.io.github.cpapi.mock", "error");
    PrintWriter out = command.commandLine().getOut();
    try {
      RecordingDiff diff = RecordingDiff.of(folder);
      List<Finding> findings = diff.findings();
      findings.forEach(out::println);
      out.printf(
          "%d recordings, %d known, %d findings%n",
          diff.recordings(), diff.known(), findings.size());
      return findings.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (RecordingException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
