package io.github.cpapi.conformance.cli;

import io.github.cpapi.conformance.drift.Drift;
import io.github.cpapi.conformance.drift.side.Drifts;
import io.github.cpapi.conformance.drift.side.IgnoredFindings;
import io.github.cpapi.conformance.result.Plural;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is compared with what. */
final class DriftInputs {

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "BASE",
      description =
          "A file or an address of IBKR's document, contract (ours), or baseline (the facts that were"
              + " accepted last). With contract on the other side also a folder of recordings, or the"
              + " results.json of a run.")
  private @Nullable String base;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "REVISION",
      description = "What is compared with it, named in the same way.")
  private @Nullable String revision;

  @Option(names = "--all", description = "Compares all operations. Default: those of the contract.")
  private boolean all;

  @Option(
      names = "--ignore",
      paramLabel = "FILE",
      description = "Findings to leave out, by id, each with a reason and a last day, as YAML.")
  private @Nullable Path ignore;

  boolean named() {
    return base != null || revision != null;
  }

  /** The revision as it was named; only after {@link #compare}. */
  String revision() {
    return String.valueOf(revision);
  }

  Drift compare() {
    if (base == null || revision == null) {
      throw new ParameterException(
          command.commandLine(),
          "expected BASE and REVISION, each a file, an address, contract or baseline");
    }
    IgnoredFindings ignored = ignored();
    Drift drift = new Drifts(Clock.systemUTC()).compare(base, revision, all);
    if (ignored == null) {
      return drift;
    }
    IgnoredFindings.Result rest = ignored.applied(drift);
    PrintWriter err = command.commandLine().getErr();
    err.printf("%s ignored%n", Plural.of(rest.ignored().size(), "finding"));
    rest.notes().forEach(err::println);
    err.flush();
    return rest.drift();
  }

  private @Nullable IgnoredFindings ignored() {
    try {
      return ignore == null ? null : IgnoredFindings.read(ignore, LocalDate.now(ZoneOffset.UTC));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--ignore: " + e.getMessage());
    }
  }
}
