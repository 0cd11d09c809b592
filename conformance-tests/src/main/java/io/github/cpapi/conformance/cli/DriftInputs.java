package io.github.cpapi.conformance.cli;

import io.github.cpapi.conformance.drift.Drift;
import java.nio.file.Path;
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
          "A file or an address of IBKR's document, contract (ours), baseline (the facts that were"
              + " accepted last), recordings, or a folder with the results of a run.")
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
    throw new UnsupportedOperationException(base + revision + all + ignore);
  }
}
