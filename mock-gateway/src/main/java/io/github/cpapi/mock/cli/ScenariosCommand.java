package io.github.cpapi.mock.cli;

import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.scenario.ScenarioEntry;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the scenarios that {@code serve --scenario} accepts. */
@Command(name = "scenarios", description = "Lists the shipped scenarios and how each differs.")
final class ScenariosCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private HelpOption help;

  @Override
  public void run() {
    PrintWriter out = command.commandLine().getOut();
    for (ScenarioEntry entry : Scenario.shipped()) {
      out.println(entry.id());
      out.println("  " + entry.description());
      entry
          .base()
          .ifPresent(
              base ->
                  out.printf(
                      "  extends %s, changes %s%n", base, String.join(", ", entry.changes())));
      if (entry.changesContracts()) {
        printTradable(Scenario.named(entry.id()), out);
      }
    }
  }

  /** One line for each security type. */
  static void printTradable(Scenario scenario, PrintWriter out) {
    scenario
        .tradable()
        .forEach(
            (secType, symbols) -> out.printf("  %s: %s%n", secType, String.join(", ", symbols)));
  }
}
