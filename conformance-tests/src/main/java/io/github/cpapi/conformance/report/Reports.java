package io.github.cpapi.conformance.report;

import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.conformance.compare.Comparison;
import io.github.cpapi.conformance.result.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes and reads the reports of a run. */
public final class Reports {

  /** The name of the file that {@link #read} reads. */
  public static final String RESULTS = "results.json";

  private static final String PAGE = "report.html";

  private Reports() {}

  /**
   * Writes {@code results.json}, {@code junit.xml}, {@code report.md}, {@code report.html} and
   * {@code badge.json}, over those of an earlier run. Personal data is masked in each of them.
   *
   * @param result the run; an incomplete run is reported as such
   * @param directory where to write; it is created if missing
   * @throws IOException if a file cannot be written
   */
  public static void write(RunResult result, Path directory) throws IOException {
    RunResult masked = Masked.of(result);
    ReportPage page = ReportPage.of(masked);
    write(
        directory,
        Map.of(
            RESULTS,
            ResultsJson.write(masked),
            "junit.xml",
            JunitXml.write(masked),
            "report.md",
            Markup.MARKDOWN.render("report.md.mustache", page),
            PAGE,
            Markup.HTML.render("report.html.mustache", page),
            "badge.json",
            Badge.write(masked)));
  }

  /**
   * Compares two runs.
   *
   * @param leftName what readers know run A by, for example its folder
   * @param left A, shown first
   * @param rightName what readers know run B by
   * @param right B, shown second
   * @return the differences, with personal data masked
   */
  public static Comparison compare(
      String leftName, RunResult left, String rightName, RunResult right) {
    return Comparison.of(
        Redactor.redact(leftName), Masked.of(left), Redactor.redact(rightName), Masked.of(right));
  }

  /** Returns a comparison as Markdown. */
  public static String markdown(Comparison comparison) {
    return Markup.MARKDOWN.render("comparison.md.mustache", ComparisonPage.of(comparison));
  }

  /**
   * Writes {@code comparison.md} and {@code comparison.json}, and {@code report.html}, the report
   * of run B with the comparison as a section.
   *
   * @param comparison what {@link #compare} returned
   * @param right B, shown second
   * @param directory where to write; it is created if missing
   * @throws IOException if a file cannot be written
   */
  public static void write(Comparison comparison, RunResult right, Path directory)
      throws IOException {
    ReportPage page = ReportPage.of(Masked.of(right)).with(List.of(ComparisonPage.of(comparison)));
    write(
        directory,
        Map.of(
            "comparison.md",
            markdown(comparison),
            "comparison.json",
            ResultsJson.write(comparison),
            PAGE,
            Markup.HTML.render("report.html.mustache", page)));
  }

  private static void write(Path directory, Map<String, String> files) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, String> file : files.entrySet()) {
      // Not writeString, which refuses half a surrogate pair, and a target may send one.
      Files.write(
          directory.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Reads {@code results.json}.
   *
   * @param directory where it was written
   * @return the run, with its personal data masked
   * @throws IOException if the file is missing, is no result, or has a format that this version
   *     does not read
   */
  public static RunResult read(Path directory) throws IOException {
    return ResultsJson.read(directory.resolve(RESULTS));
  }
}
