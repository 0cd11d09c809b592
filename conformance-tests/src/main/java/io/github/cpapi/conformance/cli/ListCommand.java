package io.github.cpapi.conformance.cli;

import io.github.cpapi.contract.Clause;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the clauses. Needs no gateway. */
@Command(
    name = "list",
    description = "Prints the clauses, with their level and how each is known.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private ClauseOptions clauses;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    Clause.all().stream()
        .filter(clauses.wanted())
        .forEach(
            clause ->
                out.printf(
                    "%-7s %-4s %-11s %s%s%n",
                    clause.id(),
                    clause.level().name().toLowerCase(Locale.ROOT),
                    clause.provenance().name().toLowerCase(Locale.ROOT),
                    clause.text(),
                    clause
                        .reasonUntested()
                        .map(reason -> " (no test: " + reason + ")")
                        .orElse("")));
    return ConformanceCommand.CONFORMANT;
  }
}
