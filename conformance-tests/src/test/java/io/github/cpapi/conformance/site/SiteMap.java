package io.github.cpapi.conformance.site;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The pages written in Markdown, in the order of the navigation: {@code site.yaml}. */
record SiteMap(List<Section> sections) {

  /** Some pages under one heading. */
  record Section(String title, List<Page> pages) {}

  /**
   * A page.
   *
   * @param name its file on the site, without the extension
   * @param file its file in the project, from the root
   */
  record Page(String name, String title, String file) {
    String address() {
      return name + ".html";
    }
  }

  static SiteMap load() throws IOException {
    try (InputStream in = SiteMap.class.getResourceAsStream("site.yaml")) {
      return new SiteMap(new YAMLMapper().readValue(in, new TypeReference<List<Section>>() {}));
    }
  }

  List<Page> pages() {
    return sections.stream().flatMap(section -> section.pages().stream()).toList();
  }

  /** Finds the page that shows a file; a folder is shown by the page of its README. */
  Optional<Page> showing(String file) {
    String readme = file.isEmpty() ? "README.md" : file + "/README.md";
    return pages().stream()
        .filter(page -> page.file().equals(file) || page.file().equals(readme))
        .findFirst();
  }
}
