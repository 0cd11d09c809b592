package io.github.cpapi.conformance.cli;

import io.github.cpapi.conformance.compare.Comparison;
import io.github.cpapi.conformance.report.Reports;
import io.github.cpapi.conformance.result.Plural;
import io.github.cpapi.conformance.result.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two runs. Needs no gateway. */
@Command(
    name = "compare",
    description = {
      "Compares two runs: the mock and a paper account, or last week and today. Clauses that only",
      "one run judged are listed, and are no difference. Ids, times and pseudonyms are ignored."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the runs are the same",
      "1:they differ",
      "2:wrong arguments",
      "3:undecided: both runs judged no clause"
    })
final class CompareCommand implements Callable<Integer> {

  private static final int SAME = 0;
  private static final int DIFFERENT = 1;

  @Spec private CommandSpec command;

  @Parameters(index = "0", paramLabel = "A", description = "The folder of a run's reports.")
  private Path left = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "The folder of another run's reports.")
  private Path right = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes comparison.md, comparison.json and report.html, the report of B with the"
              + " comparison, to this folder. Default: Markdown on the console.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    RunResult runA = read(command, left);
    RunResult runB = read(command, right);
    Comparison comparison = Reports.compare(left.toString(), runA, right.toString(), runB);
    PrintWriter console = command.commandLine().getOut();
    if (out == null) {
      console.print(Reports.markdown(comparison));
    } else {
      Reports.write(comparison, runB, out);
      console.printf(
          "%s in %s: %s%n",
          Plural.of(comparison.divergences().size(), "divergence"),
          Plural.of(comparison.compared().size(), "clause"),
          out.resolve("report.html"));
    }
    console.flush();
    if (comparison.compared().isEmpty()) {
      return ConformanceCommand.UNDECIDED;
    }
    return comparison.differs() ? DIFFERENT : SAME;
  }

  /** Reads the result of a run; a folder without one is a wrong argument. */
  static RunResult read(CommandSpec command, Path folder) {
    try {
      return Reports.read(folder);
    } catch (IOException e) {
      throw new ParameterException(
          command.commandLine(), "%s: no result of a run: %s".formatted(folder, e));
    }
  }
}
