package io.github.cpapi.conformance.drift.report;

import io.github.cpapi.conformance.report.Markup;
import io.github.cpapi.conformance.report.ResultsJson;
import java.util.Locale;
import java.util.function.Function;

/** A form of the findings. */
public enum DriftFormat {
  /** For a console. */
  TEXT("drift.txt", page -> Markup.TEXT.render("drift.txt.mustache", page)),
  /** For programs; {@code drift.schema.json} describes it. */
  JSON("drift.json", page -> ResultsJson.print(DriftJson.of(page))),
  /** For a comment of an issue, short enough for GitHub. */
  MD("drift.md", DriftFormat::markdown),
  /** A page for a browser, without any other file. */
  HTML("drift.html", page -> Markup.HTML.render("drift.html.mustache", page)),
  /** For CI servers. */
  JUNIT("drift-junit.xml", DriftJunit::of),
  /** Annotations of GitHub, for the console of a workflow. */
  GITHUB("drift-github.txt", Annotations::of);

  /** GitHub refuses comments from 65536 characters on. */
  private static final int COMMENT = 60_000;

  private final String file;
  private final Function<DriftPage, String> writer;

  DriftFormat(String file, Function<DriftPage, String> writer) {
    this.file = file;
    this.writer = writer;
  }

  /** Returns the name of the file. */
  public String file() {
    return file;
  }

  /** Returns the findings in this form. */
  public String of(DriftPage page) {
    return writer.apply(page);
  }

  private static String markdown(DriftPage page) {
    DriftPage shown = page;
    String text = Markup.MARKDOWN.render("drift.md.mustache", shown);
    while (text.length() > COMMENT && shown.shown() > 0) {
      shown = page.with(shown.shown() * 2 / 3);
      text = Markup.MARKDOWN.render("drift.md.mustache", shown);
    }
    return text;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
