package io.github.cpapi.conformance.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** The markup languages of the reports. They differ in the characters to escape. */
public enum Markup {
  /** Escapes for paragraphs and table cells. */
  MARKDOWN(
      Escapers.simple(
          new String[][] {
            {"\\", "\\\\"}, {"|", "\\|"}, {"&", "&amp;"}, {"<", "&lt;"}, {"*", "\\*"},
            {"_", "\\_"}, {"`", "\\`"}, {"[", "\\["}, {"\r", ""}, {"\n", " "}
          })),
  /** Escapes for elements and attributes. */
  HTML(Escapers.HTML),
  /** Escapes nothing. */
  TEXT(Escapers.NONE);

  private final Mustache.Compiler compiler;

  Markup(Mustache.Escaper escaper) {
    compiler =
        Mustache.compiler()
            .withEscaper(escaper)
            .withFormatter(value -> value instanceof Enum<?> word ? word(word) : value.toString())
            .withLoader(Markup::template)
            .emptyStringIsFalse(true)
            .strictSections(true);
  }

  /** Fills a template. A name in the template that the content lacks is an error. */
  public String render(String template, Object content) {
    return compiler.loadTemplate(template).execute(content);
  }

  /** A constant as the reports spell it, for example {@code new value}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Reader template(String name) {
    return new InputStreamReader(
        Objects.requireNonNull(Markup.class.getResourceAsStream(name), name),
        StandardCharsets.UTF_8);
  }
}
