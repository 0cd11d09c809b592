package io.github.cpapi.conformance.cli;

import io.github.cpapi.client.session.Preflight;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks whether a gateway is ready for a run, and names the next step if it is not. */
@Command(
    name = "check",
    description = {
      "Checks a running gateway step by step: certificate, login, brokerage session, paper account.",
      "Names the next thing to do. Sends two reads at most, and changes nothing.",
      "Exit code 0: ready, 3: not ready, 4: the account is not proven to be a paper account."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private TargetOptions target;

  @Override
  public Integer call() {
    Preflight.Report report = target.preflight();
    PrintWriter out = command.commandLine().getOut();
    out.println(TargetOptions.words(report));
    out.flush();
    return report.ready() ? ConformanceCommand.CONFORMANT : TargetOptions.exitCode(report);
  }
}
