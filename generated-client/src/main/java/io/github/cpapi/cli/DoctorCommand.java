package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.client.session.Preflight;
import io.github.cpapi.client.transport.TlsTrust;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Checks whether the gateway is ready. */
@Command(
    name = "doctor",
    description = {
      "Checks the gateway step by step, from the connection to the paper account, and names the"
          + " next thing to do. Changes nothing.",
      "Exit code 0: ready for orders of a paper account, 1: not ready."
    })
final class DoctorCommand extends GatewayCommand {

  @Override
  public Integer call() {
    Preflight preflight = Preflight.of(cpapi().baseUrl());
    TlsTrust trust = cpapi().trust();
    if (trust != null) {
      preflight = preflight.tls(trust);
    }
    if (!cpapi().account().isEmpty()) {
      preflight = preflight.account(cpapi().account());
    }
    Preflight.Report report = cpapi().progress().during("checking", preflight::run);
    List<Preflight.Step> steps = report.steps().stream().map(DoctorCommand::inShellTerms).toList();
    if (output().isJson()) {
      output().rows(steps.stream().map(DoctorCommand::row).toList());
    } else {
      steps.forEach(step -> output().text(step.toString()));
    }
    return (report.ready() ? ExitCode.DONE : ExitCode.READ_FAILED).number();
  }

  private static Preflight.Step inShellTerms(Preflight.Step step) {
    return new Preflight.Step(
        step.check(),
        step.state(),
        Failures.words(step.seen()),
        Failures.words(
            step.next()
                .replaceAll("trust it with TlsTrust\\.pinned\\(\"(.*?)\"\\)", "run cpapi init")
                .replace("the preflight", "cpapi doctor")));
  }

  private static Row row(Preflight.Step step) {
    return new Row()
        .with("check", step.check().title())
        .with("state", step.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .with("seen", step.seen())
        .with("next", step.next().isEmpty() ? null : step.next());
  }
}
