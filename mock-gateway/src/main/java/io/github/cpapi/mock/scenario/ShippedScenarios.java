package io.github.cpapi.mock.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the scenarios that come with the mock, in a class folder or in a jar. */
final class ShippedScenarios {

  private static final String FOLDER = "/cpapi/scenarios";
  private static final String ENDING = ".yaml";

  private ShippedScenarios() {}

  /** All ids, in alphabetical order. */
  static List<String> ids() {
    try {
      URL folder = ShippedScenarios.class.getResource(FOLDER);
      if (folder == null) {
        throw new IllegalStateException("not on the class path: " + FOLDER);
      }
      URI uri = folder.toURI();
      if (!uri.getScheme().equals("jar")) {
        return ids(Path.of(uri));
      }
      String entry = uri.getRawSchemeSpecificPart();
      Path jar = Path.of(URI.create(entry.substring(0, entry.indexOf("!/"))));
      // Opened by path: a file system opened by URI is registered globally, and concurrent readers
      // would collide.
      try (FileSystem files = FileSystems.newFileSystem(jar)) {
        return ids(files.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FOLDER, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> ids(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    }
  }

  /** The file of a scenario; empty if none has the id. */
  static Optional<URL> find(String id) {
    return Optional.ofNullable(ShippedScenarios.class.getResource(FOLDER + "/" + id + ENDING));
  }
}
