package io.github.cpapi.conformance.cli;

import io.github.cpapi.contract.Clause;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which clauses a command is about. */
final class ClauseOptions {

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--only",
      paramLabel = "ID",
      split = ",",
      description =
          "Only these clauses, for example ORD-05 or RPL-*; repeatable or comma-separated.")
  private List<String> only = List.of();

  @Option(
      names = "--area",
      paramLabel = "AREA",
      split = ",",
      description = "Only these areas, for example ORD; repeatable or comma-separated.")
  private List<String> areas = List.of();

  /**
   * Returns the wanted clauses.
   *
   * @throws ParameterException if no clause fits an argument
   */
  Predicate<Clause> wanted() {
    List<String> patterns =
        Stream.concat(only.stream(), areas.stream().map(area -> area + "-*")).toList();
    for (String pattern : patterns) {
      if (Clause.all().stream().noneMatch(clause -> fits(pattern, clause))) {
        throw new ParameterException(
            command.commandLine(),
            "no clause fits %s; the command list shows all".formatted(pattern));
      }
    }
    return patterns.isEmpty()
        ? clause -> true
        : clause -> patterns.stream().anyMatch(pattern -> fits(pattern, clause));
  }

  private static boolean fits(String pattern, Clause clause) {
    return pattern.endsWith("*")
        ? clause.id().startsWith(pattern.substring(0, pattern.length() - 1))
        : clause.id().equals(pattern);
  }
}
