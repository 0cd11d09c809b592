package io.github.cpapi.conformance.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The documentation site")
class SiteTest {

  private static final Path ROOT = Path.of("..");

  @TempDir private static Path site;

  @BeforeAll
  static void write() throws IOException {
    Site.write(ROOT, site);
  }

  @Test
  @DisplayName("has every page of the project; add a new one to site.yaml")
  void everyPageIsThere() throws IOException {
    List<String> pages = SiteMap.load().pages().stream().map(SiteMap.Page::file).toList();

    assertThat(pages).doesNotHaveDuplicates().containsAll(new Project(ROOT).pages());
  }

  @Test
  @DisplayName("has no dead link, anchor or image")
  void everyLinkLeads() throws IOException {
    Map<Path, Document> pages = pages(site);

    assertThat(pages.values().stream().mapToInt(page -> page.select("[href]").size()).sum())
        .as("links")
        .isGreaterThan(10_000);
    assertThat(dead(pages)).isEmpty();
  }

  @Test
  @DisplayName("finds a dead link, anchor or image with this check")
  void theCheckWorks(@TempDir Path planted) throws IOException {
    Files.writeString(
        planted.resolve("a.html"),
        """
        <p id="here"><a href="#here">good</a><a href="a.html#here">good</a><a href="https://localhost">good</a>
        <a href="#gone">dead</a><a href="b.html">dead</a><a href="a.html#gone">dead</a><img src="c.svg">
        """);

    assertThat(dead(pages(planted)))
        .containsExactly(
            "a.html -> #gone", "a.html -> b.html", "a.html -> a.html#gone", "a.html -> c.svg");
  }

  @Test
  @DisplayName("needs nothing from the network, and forbids the browser to ask for it")
  void nothingIsRequested() throws IOException {
    Map<Path, Document> pages = pages(site);

    assertThat(pages.values())
        .allSatisfy(
            page -> {
              assertThat(page.select("link[href*=:], [src*=:], [srcset], iframe"))
                  .filteredOn(element -> !element.attr("href").equals("data:,"))
                  .isEmpty();
              assertThat(page.select("style").outerHtml()).doesNotContain("url(", "@import");
            });
    assertThat(documentation(pages).values())
        .extracting(page -> page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .allSatisfy(policy -> assertThat(policy).startsWith("default-src 'none'"));
    assertThat(Files.readString(site.resolve("site.css"))).doesNotContain("url(", "@import");
  }

  @Test
  @DisplayName("has one title on each page, and skips no level of headings")
  void headingsAreInOrder() throws IOException {
    documentation(pages(site))
        .forEach(
            (name, page) -> {
              List<Integer> levels =
                  page.select("main :is(h1, h2, h3, h4, h5, h6)").stream()
                      .map(heading -> heading.normalName().charAt(1) - '0')
                      .toList();
              assertThat(levels).as("%s", name).startsWith(1).containsOnlyOnce(1);
              for (int i = 1; i < levels.size(); i++) {
                assertThat(levels.get(i)).as("%s", name).isLessThanOrEqualTo(levels.get(i - 1) + 1);
              }
            });
  }

  /** The pages other than the files that they link to, and the example of a report. */
  private static Map<Path, Document> documentation(Map<Path, Document> pages) {
    Map<Path, Document> documentation = new HashMap<>(pages);
    documentation.keySet().removeIf(name -> name.startsWith("source") || name.startsWith("report"));
    assertThat(documentation).hasSizeGreaterThan(15);
    return documentation;
  }

  /** Links, anchors and images that lead nowhere on the site. External links are not followed. */
  private static List<String> dead(Map<Path, Document> pages) {
    List<String> dead = new ArrayList<>();
    pages.forEach(
        (name, page) -> {
          for (Element element : page.select("[href], [src]")) {
            String link = element.hasAttr("href") ? element.attr("href") : element.attr("src");
            if (!URI.create(link).isAbsolute() && !leads(link, name, pages)) {
              dead.add(name + " -> " + link);
            }
          }
        });
    return dead;
  }

  private static boolean leads(String link, Path from, Map<Path, Document> pages) {
    URI uri = URI.create(link);
    Path target = uri.getPath().isEmpty() ? from : from.resolveSibling(uri.getPath()).normalize();
    Document page = pages.get(target);
    if (page == null) {
      return uri.getFragment() == null && Files.isRegularFile(site.resolve(target));
    }
    return uri.getFragment() == null || page.getElementById(uri.getFragment()) != null;
  }

  private static Map<Path, Document> pages(Path folder) throws IOException {
    Map<Path, Document> pages = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".html"))::iterator) {
        pages.put(folder.relativize(file), Jsoup.parse(file));
      }
    }
    return pages;
  }
}
