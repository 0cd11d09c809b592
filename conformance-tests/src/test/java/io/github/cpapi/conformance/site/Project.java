package io.github.cpapi.conformance.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of the project, named by their path from its root. */
public record Project(Path root) {

  /** Folders that are no part of the sources. */
  private static final List<String> NOT_SHOWN = List.of("target", ".git", "node_modules");

  /** The file that a link in another file leads to. */
  String resolve(String from, String link) {
    return Path.of(from).resolveSibling(link).normalize().toString().replace('\\', '/');
  }

  boolean contains(String file) {
    return !file.startsWith("..") && Files.exists(root.resolve(file));
  }

  boolean isFolder(String file) {
    return Files.isDirectory(root.resolve(file));
  }

  String read(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  /** The names in a folder, folders with a slash at the end. */
  List<String> list(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files
          .filter(file -> !NOT_SHOWN.contains(file.getFileName().toString()))
          .map(file -> file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
          .sorted()
          .toList();
    }
  }

  /** The Markdown pages for readers: the READMEs, and what is in the folders for documents. */
  public List<String> pages() throws IOException {
    List<String> pages = new ArrayList<>(markdown(""));
    for (String folder : list("")) {
      if (folder.endsWith("/")) {
        pages.addAll(markdown(folder));
        pages.addAll(markdown(folder + "docs/"));
      }
    }
    return pages;
  }

  private List<String> markdown(String folder) throws IOException {
    return isFolder(folder)
        ? list(folder).stream().filter(name -> name.endsWith(".md")).map(folder::concat).toList()
        : List.of();
  }
}
