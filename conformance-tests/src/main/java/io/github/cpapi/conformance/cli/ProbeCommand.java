package io.github.cpapi.conformance.cli;

import io.github.cpapi.conformance.probe.Fact;
import io.github.cpapi.conformance.probe.Probe;
import io.github.cpapi.conformance.probe.ProbeResult;
import io.github.cpapi.conformance.probe.Program;
import io.github.cpapi.conformance.probe.Trouble;
import io.github.cpapi.conformance.probe.TroubleResult;
import io.github.cpapi.conformance.probe.TroubleResult.Outcome;
import io.github.cpapi.conformance.report.ProbeReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a client program through the troubles of the mock. */
@Command(
    name = "probe",
    description = {
      "Runs a program that places one order, once for each trouble of a mock, and tells what it did.",
      "The program can be in any language. Each time it gets a new mock on this machine, and ends",
      "by itself or when its time is over, with its children. Ctrl-C still writes the reports."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:no harm was seen in any trouble",
      "1:harm was seen",
      "2:wrong arguments",
      "3:undecided: the probe failed or was stopped, or the program did not come as far as a trouble"
    })
final class ProbeCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "COMMAND",
      description =
          "The program with its arguments in one word. {baseUrl}, {account} and {pem}, the file with"
              + " the mock's certificate, are filled in. No shell is involved; quotes keep blanks"
              + " together.")
  private String run = "";

  @Option(
      names = "--trouble",
      paramLabel = "NAME",
      split = ",",
      description = "Only these troubles; repeatable or comma-separated. Default: all.")
  private List<String> names = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long the program may run in each trouble. Default: ${DEFAULT-VALUE}.")
  private int timeout = 120;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes probe.html, probe.md, probe.json and the output of each program to this folder. Default: the"
              + " output of the programs is discarded in the end.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Program program = program();
    List<Trouble> troubles = troubles();
    if (timeout < 1) {
      throw wrong("--timeout: expected a number of seconds from 1, but got " + timeout);
    }
    Path folder = out == null ? Files.createTempDirectory("probe") : Files.createDirectories(out);
    try {
      return probe(new Probe(program, troubles, Duration.ofSeconds(timeout), folder), troubles);
    } finally {
      if (out == null) {
        delete(folder);
      }
    }
  }

  private int probe(Probe probe, List<Trouble> troubles) throws IOException {
    PrintWriter console = command.commandLine().getOut();
    OrderlyEnd end = new OrderlyEnd(probe::stop);
    try {
      ProbeResult result = probe.run(new ToConsole(console, troubles.size()));
      if (out != null) {
        ProbeReports.write(result, out);
        console.println("Reports: " + out.resolve("probe.html"));
      }
      summarize(result, console);
      return switch (result.outcome()) {
        case NO_HARM -> ConformanceCommand.CONFORMANT;
        case HARM -> ConformanceCommand.NOT_CONFORMANT;
        case NOT_MET -> ConformanceCommand.UNDECIDED;
      };
    } finally {
      end.reached();
    }
  }

  private record ToConsole(PrintWriter console, int total) implements Probe.Progress {

    @Override
    public void starts(int number, Trouble trouble) {
      console.printf("[%d/%d] %s: %s%n", number, total, trouble, trouble.description());
      console.flush();
    }

    @Override
    public void ended(TroubleResult result) {
      for (Fact fact : result.facts()) {
        console.printf("  %s %s: %s%n", fact.harmful() ? "!" : " ", fact.kind(), fact.text());
      }
      if (result.outcome() == Outcome.NOT_MET) {
        console.println("  ? not met: the program did not come as far as the trouble. Its output:");
        result.output().forEach(line -> console.println("      " + line));
      }
      console.flush();
    }
  }

  private static void summarize(ProbeResult result, PrintWriter console) {
    for (Outcome outcome : Outcome.values()) {
      List<String> names =
          result.troubles().stream()
              .filter(trouble -> trouble.outcome() == outcome)
              .map(TroubleResult::trouble)
              .toList();
      if (!names.isEmpty()) {
        console.printf(
            "%s: %s%n",
            outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '), String.join(", ", names));
      }
    }
    if (!result.complete()) {
      console.println("The other troubles were not tried.");
    }
    console.flush();
  }

  private Program program() {
    try {
      return Program.of(run);
    } catch (IllegalArgumentException e) {
      throw wrong("--run: " + e.getMessage());
    }
  }

  private List<Trouble> troubles() {
    return names.isEmpty()
        ? List.of(Trouble.values())
        : names.stream().map(this::trouble).distinct().toList();
  }

  private Trouble trouble(String name) {
    return Trouble.named(name)
        .orElseThrow(
            () ->
                wrong(
                    "--trouble: expected one of %s, but got %s"
                        .formatted(
                            Arrays.stream(Trouble.values())
                                .map(Trouble::toString)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(
          file -> {
            try {
              Files.delete(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    Files.delete(folder);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
