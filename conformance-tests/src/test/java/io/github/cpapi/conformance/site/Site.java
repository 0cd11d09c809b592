package io.github.cpapi.conformance.site;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.cpapi.conformance.report.Markup;
import io.github.cpapi.conformance.report.Reports;
import io.github.cpapi.conformance.report.Runs;
import io.github.cpapi.conformance.site.MarkdownPage.Heading;
import io.github.cpapi.conformance.site.SiteMap.Page;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Writes the documentation of the project as a site that needs no network: the pages of {@link
 * SiteMap}, a reference of the operations, the reports of an invented run, and each file of the
 * project that a page links to.
 */
public final class Site {

  private static final String TEMPLATES = "/io/github/cpapi/conformance/site/";
  private static final String SPEC = "openapi/spec/cpapi.yaml";

  /** A link to this class leads to the report of its run. */
  private static final String INVENTED_RUN =
      "conformance-tests/src/test/java/io/github/cpapi/conformance/report/Runs.java";

  private final Project project;
  private final Path folder;
  private final SiteMap map;
  private final Set<String> externalLinks = new TreeSet<>();
  private final Set<String> sources = new TreeSet<>();
  private final Deque<String> sourcesToWrite = new ArrayDeque<>();

  private Site(Project project, Path folder, SiteMap map) {
    this.project = project;
    this.folder = folder;
    this.map = map;
  }

  /** What the template of a page shows. */
  private record Layout(
      String root, String title, String file, String body, List<Menu> menu, boolean reference) {
    boolean subtitled() {
      return !title.equals("cpapi");
    }
  }

  private record Menu(String title, List<Item> items) {}

  private record Item(String address, String title, boolean current, List<Heading> headings) {
    boolean anyHeading() {
      return !headings.isEmpty();
    }
  }

  private record Folder(String name, List<Entry> entries) {}

  private record Source(String name, String text) {}

  private record Entry(String name, String address) {}

  /**
   * Writes the site.
   *
   * @param arguments the root of the project, and the folder to write to
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  static void write(Path root, Path folder) throws IOException {
    new Site(new Project(root), folder, SiteMap.load()).write();
  }

  private void write() throws IOException {
    for (Page page : map.pages()) {
      write(page.address(), page.file(), content(page));
    }
    copyReference();
    Reports.write(Runs.troubled(), folder.resolve("report"));
    while (!sourcesToWrite.isEmpty()) {
      writeSource(sourcesToWrite.remove());
    }
    writeText("external-links.txt", String.join("\n", externalLinks) + "\n");
    copyResource(TEMPLATES + "site.css", "site.css");
  }

  private MarkdownPage content(Page page) throws IOException {
    if (page.file().equals(SPEC)) {
      String body =
          Markup.HTML.render(TEMPLATES + "reference.html.mustache", new Entry(SPEC, source(SPEC)));
      return new MarkdownPage(page.title(), body, List.of());
    }
    return MarkdownPage.of(project.read(page.file()), link -> address(page.file(), link, ""));
  }

  private void write(String address, String file, MarkdownPage content) throws IOException {
    Layout layout =
        new Layout(
            root(address),
            content.title(),
            file,
            content.body(),
            menu(address, content.headings()),
            file.equals(SPEC) && !address.startsWith("source/"));
    writeText(address, Markup.HTML.render(TEMPLATES + "page.html.mustache", layout));
  }

  /** Swagger UI, and the spec in a script: a page opened from disk cannot request other files. */
  private void copyReference() throws IOException {
    String spec =
        new JsonMapper().writeValueAsString(new YAMLMapper().readTree(project.read(SPEC)));
    writeText("reference/spec.js", "const spec = " + spec + ";\n");
    copyResource(TEMPLATES + "reference.js", "reference/reference.js");
    copyResource(TEMPLATES + "reference.css", "reference/reference.css");
    String webjar = "/META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion() + "/";
    for (String name : List.of("swagger-ui.css", "swagger-ui-bundle.js")) {
      copyResource(webjar + name, "reference/" + name);
    }
  }

  private static String swaggerUiVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = resource("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  private void writeSource(String file) throws IOException {
    String address = sourceAddress(file);
    if (file.endsWith(".html")) {
      Document page = Jsoup.parse(project.read(file));
      MarkdownPage.translateLinks(page, link -> address(file, link, root(address)));
      writeText(address, page.html());
      return;
    }
    if (isPicture(file)) {
      Path copy = folder.resolve(address);
      Files.createDirectories(copy.getParent());
      Files.copy(project.root().resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    String name = file.substring(file.lastIndexOf('/') + 1);
    String body =
        project.isFolder(file)
            ? Markup.HTML.render(TEMPLATES + "folder.html.mustache", folder(name, file))
            : Markup.HTML.render(
                TEMPLATES + "source.html.mustache", new Source(name, project.read(file)));
    write(address, file, new MarkdownPage(name, body, List.of()));
  }

  private Folder folder(String name, String file) throws IOException {
    String root = root(sourceAddress(file));
    return new Folder(
        name,
        project.list(file).stream()
            .map(entry -> new Entry(entry, root + address(project.resolve(file + "/.", entry))))
            .toList());
  }

  /** The address on the site that a link in a file leads to; a link that leads nowhere stays. */
  private String address(String file, String link, String root) {
    if (link.startsWith("#")) {
      return link;
    }
    if (URI.create(link).isAbsolute()) {
      externalLinks.add(link);
      return link;
    }
    String[] parts = link.split("(?=#)", 2);
    String target = project.resolve(file, parts[0]);
    if (!project.contains(target)) {
      return link;
    }
    String anchor = parts.length > 1 ? parts[1] : "";
    return root + address(target) + anchor;
  }

  private String address(String file) {
    if (file.equals(INVENTED_RUN)) {
      return "report/report.html";
    }
    return map.showing(file).map(Page::address).orElseGet(() -> source(file));
  }

  private String source(String file) {
    if (sources.add(file)) {
      sourcesToWrite.add(file);
    }
    return sourceAddress(file);
  }

  private String sourceAddress(String file) {
    if (project.isFolder(file)) {
      return "source/" + file + "/index.html";
    }
    return "source/" + file + (file.endsWith(".html") || isPicture(file) ? "" : ".html");
  }

  private static boolean isPicture(String file) {
    return file.endsWith(".svg");
  }

  private List<Menu> menu(String current, List<Heading> headings) {
    return map.sections().stream()
        .map(
            section ->
                new Menu(
                    section.title(),
                    section.pages().stream()
                        .map(
                            page ->
                                new Item(
                                    page.address(),
                                    page.title(),
                                    page.address().equals(current),
                                    page.address().equals(current) ? headings : List.of()))
                        .toList()))
        .toList();
  }

  private static String root(String address) {
    return "../".repeat((int) address.chars().filter(c -> c == '/').count());
  }

  private void writeText(String address, String text) throws IOException {
    Path file = folder.resolve(address);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void copyResource(String resource, String address) throws IOException {
    Path file = folder.resolve(address);
    Files.createDirectories(file.getParent());
    try (InputStream in = resource(resource)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Site.class.getResourceAsStream(name), name);
  }
}
