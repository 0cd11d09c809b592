package io.github.cpapi.conformance.cli;

import io.github.cpapi.conformance.drift.Drift;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.Rule;
import io.github.cpapi.conformance.drift.Rules;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.conformance.drift.plan.Spots;
import io.github.cpapi.conformance.drift.report.DriftFormat;
import io.github.cpapi.conformance.drift.report.DriftPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Compares two descriptions of the API. Needs no gateway. */
@Command(
    name = "drift",
    description = {
      "Says what changed between two descriptions of the API, and what it means for an order and for",
      "the client. Nothing is fetched unless an address is named."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {DriftPlanCommand.class, DriftAcceptCommand.class},
    synopsisSubcommandLabel = "[plan | accept]",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:no finding, or none as severe as --fail-on",
      "1:a finding at least as severe as --fail-on",
      "2:wrong arguments",
      "3:an input cannot be read, an address that does not answer included"
    })
final class DriftCommand implements Callable<Integer> {

  private static final int NO_DRIFT = 0;
  private static final int DRIFT = 1;

  @Spec private CommandSpec command;

  @Mixin private DriftInputs inputs;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      converter = FormatConverter.class,
      description =
          "text, json, md, html, junit or github; repeatable or comma-separated. Default: text;"
              + " with --out all but github.")
  private List<DriftFormat> formats = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes drift.txt, drift.json, drift.md, drift.html and drift-junit.xml to this folder,"
              + " and the summary to the console; annotations of GitHub always go to the console.")
  private @Nullable Path out;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "text-only",
      converter = SeverityConverter.class,
      description =
          "The exit code is 1 from this severity on: orders-at-risk, client-breaks, blind-spot, repaired,"
              + " moved-away or text-only. Default: any finding.")
  private Severity failing = Severity.TEXT_ONLY;

  @Option(
      names = "--explain",
      paramLabel = "ID",
      description =
          "Explains a rule, or the rule of a finding. With BASE and REVISION also shows the finding.")
  private @Nullable String explain;

  @Override
  public Integer call() throws IOException {
    PrintWriter console = command.commandLine().getOut();
    if (explain != null) {
      Rule rule = rule(explain);
      if (inputs.named()) {
        Drift drift = inputs.compare();
        console.print(DriftFormat.TEXT.of(page(only(drift, explain))));
        console.println();
      }
      console.printf(
          "%s%n%n%s%n%nWhy it matters: %s%n%nExample:%n%s%n%nWhat to do: %s%n",
          rule.id(),
          rule.what(),
          rule.why(),
          rule.example().stripTrailing().indent(2).stripTrailing(),
          rule.advice());
      console.flush();
      return NO_DRIFT;
    }
    Set<DriftFormat> wanted = formats();
    DriftPage page = page(inputs.compare());
    Path folder = out;
    if (folder != null) {
      Files.createDirectories(folder);
      console.println(page.sentence());
    }
    for (DriftFormat format : wanted) {
      if (folder == null || format == DriftFormat.GITHUB) {
        console.print(format.of(page));
      } else {
        Path file = folder.resolve(format.file());
        // Not writeString, which refuses half a surrogate pair, and a document may have one.
        Files.write(file, format.of(page).getBytes(StandardCharsets.UTF_8));
        console.println(file);
      }
    }
    console.flush();
    return page.fails() ? DRIFT : NO_DRIFT;
  }

  private DriftPage page(Drift drift) {
    return DriftPage.of(drift, failing, Spots.of(Path.of("")));
  }

  private Set<DriftFormat> formats() {
    if (out == null && formats.size() > 1) {
      throw wrong("--format: several formats need a folder: --out DIR");
    }
    if (!formats.isEmpty()) {
      return EnumSet.copyOf(formats);
    }
    return out == null
        ? EnumSet.of(DriftFormat.TEXT)
        : EnumSet.complementOf(EnumSet.of(DriftFormat.GITHUB));
  }

  /** The rule with an id, or of a finding with that id, which begins with the rule. */
  private Rule rule(String id) {
    String wanted = id.contains(":") ? id.substring(0, id.indexOf(':')) : id;
    return Rules.all().stream()
        .filter(rule -> rule.id().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "--explain: no rule %s; expected one of %s, or the id of a finding"
                        .formatted(
                            wanted,
                            Rules.all().stream().map(Rule::id).collect(Collectors.joining(", ")))));
  }

  private Drift only(Drift drift, String id) {
    List<Finding> findings =
        drift.findings().stream()
            .filter(finding -> finding.id().equals(id) || finding.rule().equals(id))
            .toList();
    if (findings.isEmpty()) {
      throw wrong("--explain: there is no finding %s".formatted(id));
    }
    return new Drift(drift.base(), drift.revision(), drift.at(), List.of(), findings);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** Reads for example {@code orders-at-risk}. */
  static final class SeverityConverter implements ITypeConverter<Severity> {
    @Override
    public Severity convert(String value) {
      return constant(Severity.class, value);
    }
  }

  /** Reads for example {@code html}. */
  static final class FormatConverter implements ITypeConverter<DriftFormat> {
    @Override
    public DriftFormat convert(String value) {
      return constant(DriftFormat.class, value);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String value) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(value.toLowerCase(Locale.ROOT).replace('_', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s, but got %s"
                        .formatted(
                            Arrays.stream(type.getEnumConstants())
                                .map(DriftCommand::word)
                                .collect(Collectors.joining(", ")),
                            value)));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
