package io.github.cpapi.conformance.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.conformance.probe.ProbeResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the reports of a probe. */
public final class ProbeReports {

  private ProbeReports() {}

  /**
   * Writes {@code probe.json}, {@code probe.md} and {@code probe.html}, over those of an earlier
   * probe.
   *
   * @param directory an existing folder
   * @throws IOException if a file cannot be written
   */
  public static void write(ProbeResult result, Path directory) throws IOException {
    ObjectNode json = ResultsJson.of(result);
    json.put("outcome", Markup.word(result.outcome()));
    write(directory.resolve("probe.json"), ResultsJson.print(json));
    write(directory.resolve("probe.md"), Markup.MARKDOWN.render("probe.md.mustache", result));
    write(
        directory.resolve("probe.html"),
        Markup.HTML.render("probe.html.mustache", ProbePage.of(result)));
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
