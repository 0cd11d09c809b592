package io.github.cpapi.conformance.cli;

import io.github.cpapi.conformance.drift.side.Baseline;
import io.github.cpapi.conformance.drift.side.Drifts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a document the baseline. */
@Command(
    name = "accept",
    description = {
      "Writes the facts of a document of IBKR to openapi/upstream/<version>.yaml: paths, members, types,",
      "vocabularies, and none of its sentences. From then on it is the baseline. Review git diff."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DriftAcceptCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Parameters(
      index = "0",
      paramLabel = "REVISION",
      description = "A file or an address of IBKR's document.")
  private String revision = "";

  @Option(
      names = "--project",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder of the project. Default: the current folder.")
  private Path project = Path.of(".");

  @Override
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    console.println(accept());
    console.flush();
    return 0;
  }

  private Path accept() {
    return Baseline.accept(
        new Drifts(Clock.systemUTC()).read(revision), project.resolve(Baseline.FOLDER).normalize());
  }
}
