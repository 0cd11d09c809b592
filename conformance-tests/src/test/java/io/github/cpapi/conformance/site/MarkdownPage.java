package io.github.cpapi.conformance.site;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A Markdown page as HTML.
 *
 * @param title its first heading
 * @param body without the elements around it
 * @param headings those of the second level
 */
record MarkdownPage(String title, String body, List<Heading> headings) {

  /** A heading and its anchor. */
  record Heading(String id, String text) {}

  /** Of code within a line. It has to fit a table on a phone. */
  private static final int LONGEST_UNBROKEN = 24;

  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());

  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();

  /** Renders a page; {@code address} translates the target of each link and image. */
  static MarkdownPage of(String markdown, UnaryOperator<String> address) {
    Document page = Jsoup.parseBodyFragment(RENDERER.render(PARSER.parse(markdown)));
    translateLinks(page, address);
    page.select("table").forEach(MarkdownPage::labelCells);
    // Focusable, because only then can a keyboard scroll them.
    page.select("table").wrap("<div class=\"scroll\" tabindex=\"0\"></div>");
    // Narrow screens show a row as a block, but not rows of numbers to compare.
    page.select(".scroll:not(:has([align=right]))").addClass("stacks");
    page.select("img").wrap("<span class=\"picture\" tabindex=\"0\"></span>");
    page.select("pre").attr("tabindex", "0");
    // Otherwise an option breaks after its hyphens.
    page.select(":not(pre) > code").stream()
        .filter(code -> code.text().length() <= LONGEST_UNBROKEN)
        .forEach(code -> code.addClass("short"));
    return new MarkdownPage(
        Optional.ofNullable(page.selectFirst("h1")).map(Element::text).orElse(""),
        page.body().html(),
        page.select("h2[id]").stream().map(h2 -> new Heading(h2.id(), h2.text())).toList());
  }

  /** Gives each cell the name of its column, which narrow screens show in front of it. */
  private static void labelCells(Element table) {
    List<String> columns = table.select("th").stream().map(Element::text).toList();
    for (Element cell : table.select("td")) {
      cell.attr("data-column", columns.get(cell.elementSiblingIndex()));
    }
  }

  /** Translates the target of each link and image in a page. */
  static void translateLinks(Document page, UnaryOperator<String> address) {
    page.outputSettings().prettyPrint(false);
    for (String attribute : List.of("href", "src")) {
      for (Element element : page.select("[" + attribute + "]")) {
        element.attr(attribute, address.apply(element.attr(attribute)));
      }
    }
  }
}
