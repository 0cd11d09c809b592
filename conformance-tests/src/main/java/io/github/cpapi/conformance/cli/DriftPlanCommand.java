package io.github.cpapi.conformance.cli;

import io.github.cpapi.conformance.drift.plan.DriftPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the steps from findings to a green build. */
@Command(
    name = "plan",
    description = {
      "Prints what to edit for the findings, with the lines of the contract and all that names the",
      "same members, and the one command that builds everything from it. Changes nothing."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DriftPlanCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private DriftInputs inputs;

  @Option(
      names = "--project",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder of the project. Default: the current folder.")
  private Path project = Path.of(".");

  @Override
  public Integer call() throws IOException {
    PrintWriter console = command.commandLine().getOut();
    console.print(DriftPlan.of(inputs.compare(), inputs.revision(), project));
    console.flush();
    return 0;
  }
}
