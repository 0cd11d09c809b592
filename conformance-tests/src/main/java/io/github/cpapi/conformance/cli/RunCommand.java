package io.github.cpapi.conformance.cli;

import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.conformance.compare.Comparison;
import io.github.cpapi.conformance.gateway.RecordedTarget;
import io.github.cpapi.conformance.gateway.Target;
import io.github.cpapi.conformance.report.Reports;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Plural;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.run.ConformanceRun;
import io.github.cpapi.conformance.waiver.Waivers;
import io.github.cpapi.contract.Clause;
import io.github.cpapi.mock.leak.LeakGate;
import io.github.cpapi.mock.record.Recorder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks the clauses against a gateway. */
@Command(
    name = "run",
    description = {
      "Checks the clauses against a gateway. Default: against a mock, which the kit starts.",
      "A running gateway is checked first, as by the command check. Only listed, harmless orders are sent",
      "there, only to a paper account, and all of them are cancelled at the end. Ctrl-C ends the run",
      "in the same way. Orders that fill are only sent with --allow-fills; they are not traded back."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {

  private static final int MAX_LINE = 160;

  @Spec private CommandSpec command;

  @Mixin private TargetOptions target;

  @Mixin private ClauseOptions clauses;

  @Option(
      names = "--strict",
      description = "A clause also fails if one of its answers differs from the contract.")
  private boolean strict;

  @Option(
      names = "--dry-run",
      description = "Shows which clauses would run, and why others would not. Sends nothing.")
  private boolean dryRun;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes report.html, report.md, results.json, junit.xml and badge.json to this folder.")
  private @Nullable Path out;

  @Option(
      names = "--waivers",
      paramLabel = "FILE",
      description =
          "Failures that are accepted, as YAML; the report prints the entry for each failure."
              + " A waived clause that passes fails the run.")
  private @Nullable Path waivers;

  @Option(
      names = "--compare-with",
      paramLabel = "DIR",
      description =
          "The reports of an earlier run: report.html gets a comparison, and --out also"
              + " comparison.md and comparison.json. It does not change the exit code.")
  private @Nullable Path earlier;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description =
          "Writes the answers as recordings that can be shared, to this empty folder, as"
              + " mock-gateway.jar record does.")
  private @Nullable Path record;

  @Override
  public Integer call() throws IOException {
    Predicate<Clause> wanted = clauses.wanted();
    Waivers accepted = accepted();
    RunResult before = earlier == null ? null : CompareCommand.read(command, earlier);
    PrintWriter console = command.commandLine().getOut();
    if (dryRun) {
      ConformanceRun.plan(wanted, target::lacks)
          .forEach(
              (clause, reason) ->
                  console.printf(
                      "%-4s %-7s %s%n",
                      reason.isEmpty() ? "run" : "skip",
                      clause.id(),
                      reason.isEmpty() ? clause.text() : reason));
      console.flush();
      return ConformanceCommand.CONFORMANT;
    }
    if (out != null) {
      prepare(out);
    }
    OptionalInt refusal = target.refusal();
    if (refusal.isPresent()) {
      return refusal.getAsInt();
    }
    ConformanceRun run = new ConformanceRun(connect(console), strict, wanted);
    OrderlyEnd end = new OrderlyEnd(run::stop);
    try {
      long total =
          Clause.all().stream()
              .filter(wanted)
              .filter(clause -> clause.reasonUntested().isEmpty())
              .count();
      AtomicInteger done = new AtomicInteger();
      RunResult result =
          accepted.applied(
              run.run(
                  verdict ->
                      show(accepted.applied(verdict), done.incrementAndGet(), total, console)));
      summarize(result, console);
      if (out != null) {
        Reports.write(result, out);
        console.println("Reports: " + out.resolve("report.html"));
        console.flush();
      }
      if (before != null) {
        compare(before, result, console);
      }
      return exitCode(result);
    } finally {
      end.reached();
    }
  }

  private Target connect(PrintWriter console) {
    if (record == null) {
      return target.connect();
    }
    Recorder recorder;
    try {
      recorder =
          new Recorder(
              record,
              Recorder.defaultQuarantine(),
              LeakGate.standard(),
              false,
              line -> {
                console.println(line);
                console.flush();
              });
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new ParameterException(command.commandLine(), "--record: " + e.getMessage());
    }
    return new RecordedTarget(target.connect(), recorder);
  }

  private void compare(RunResult before, RunResult result, PrintWriter console) throws IOException {
    Comparison comparison = Reports.compare(String.valueOf(earlier), before, "this run", result);
    if (out == null) {
      console.print(Reports.markdown(comparison));
    } else {
      Reports.write(comparison, result, out);
      console.printf(
          "Compared with %s: %s%n",
          earlier, Plural.of(comparison.divergences().size(), "divergence"));
    }
    console.flush();
  }

  /** Before the first order: a run whose reports cannot be written would be in vain. */
  private void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ParameterException(
          command.commandLine(),
          "--out %s: expected a folder that can be written (%s)"
              .formatted(folder, e.getClass().getSimpleName()));
    }
    if (!Files.isWritable(folder)) {
      throw new ParameterException(
          command.commandLine(),
          "--out %s: expected a folder that can be written".formatted(folder));
    }
  }

  private Waivers accepted() {
    try {
      return waivers == null
          ? Waivers.none()
          : Waivers.read(waivers, LocalDate.now(ZoneOffset.UTC));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--waivers: " + e.getMessage());
    }
  }

  private static synchronized void show(
      ClauseResult verdict, int done, long total, PrintWriter out) {
    out.printf(
        "[%3d/%d] %-6s %-6s %s%n",
        done, total, verdict.status(), verdict.clause().id(), verdict.clause().text());
    if (!verdict.reason().isEmpty()) {
      out.println("          " + oneLine(verdict.reason()));
    }
    if (verdict.status() == Status.FAIL || verdict.status() == Status.ERROR) {
      verdict.exchanges().stream()
          .reduce((before, last) -> last)
          .ifPresent(
              last ->
                  out.printf(
                      "          after %s %s → %d %s%n",
                      last.method(), last.path(), last.status(), oneLine(last.responseBody())));
    }
    out.flush();
  }

  private static String oneLine(String text) {
    String line = Redactor.redact(text).strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
  }

  private static void summarize(RunResult result, PrintWriter out) {
    StringBuilder counts = new StringBuilder();
    for (Map.Entry<Status, Long> count : result.counts().entrySet()) {
      if (count.getValue() > 0) {
        counts.append("%d %s, ".formatted(count.getValue(), count.getKey()));
      }
    }
    out.printf(
        Locale.ROOT,
        "%n%s: %s%s, %.1f s%n",
        result.target(),
        counts,
        Plural.of(result.findings().size(), "finding"),
        (result.ended().toEpochMilli() - result.started().toEpochMilli()) / 1000.0);
    result
        .findings()
        .forEach(
            finding ->
                out.printf(
                    "  %s %s %d %s: %s (%s, %s)%n",
                    finding.grade(),
                    finding.operation(),
                    finding.status(),
                    Redactor.redact(finding.pointer()),
                    Redactor.redact(finding.message()),
                    finding.clause(),
                    Plural.of(finding.count(), "time")));
    if (!result.complete()) {
      out.println("The run was stopped; the other clauses have no verdict.");
    }
    result.waivers().forEach(waiver -> out.println(waiver.sentence() + "."));
    result.fills().forEach(fill -> out.println("FILLED, and the position stays: " + fill));
    result.leftovers().forEach(left -> out.println("ORDER LEFT AT THE BROKER: " + left));
    out.flush();
  }

  private static int exitCode(RunResult result) {
    return switch (result.verdict()) {
      case CONFORMANT -> ConformanceCommand.CONFORMANT;
      case NOT_CONFORMANT -> ConformanceCommand.NOT_CONFORMANT;
      case UNDECIDED -> ConformanceCommand.UNDECIDED;
    };
  }
}
