package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packed files of a jar")
class PackedFilesTest {

  @TempDir private Path root;

  @BeforeEach
  void pack() throws IOException {
    for (String folder : List.of("spec", "recordings")) {
      copy(Path.of(folder), root.resolve(folder));
    }
    PackedFiles.main(new String[] {root.toString()});
  }

  @Test
  @DisplayName("say what the YAML files say")
  void yaml() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("spec"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();

      assertThat(names)
          .contains("cpapi.yaml")
          .allSatisfy(
              name ->
                  assertThat(
                          ContractFiles.YAML_RECORDS.readTree(
                              root.resolve("spec")
                                  .resolve(name.replace(".yaml", ".json"))
                                  .toFile()))
                      .hasToString(ContractFiles.yaml("spec/" + name).toString()));
    }
  }

  @Test
  @DisplayName("have every recording and frame, with all digits of its numbers")
  void recordings() throws IOException {
    Map<String, JsonNode> files = ContractFiles.recordings();
    JsonNode packed = ContractFiles.JSON.readTree(root.resolve("recordings.json").toFile());

    assertThat(packed).hasSameSizeAs(files.keySet());
    assertThat(files)
        .allSatisfy((name, recording) -> assertThat(packed.path(name)).isEqualTo(recording));
  }

  @Test
  @DisplayName("are found in a jar, and ignored in a folder, whose files may be newer")
  void onlyInAJar() throws IOException {
    assertThat(opened(root.resolve("spec/cpapi.yaml").toUri().toURL())).isEmpty();
    URL[] jar = {
      jarWith(
              "spec/cpapi.yaml",
              "spec/cpapi.json",
              "spec/clauses.yaml",
              "recordings/",
              "recordings.json")
          .toUri()
          .toURL()
    };

    try (URLClassLoader loader = new URLClassLoader(jar, null)) {
      assertThat(opened(loader.getResource("spec/cpapi.yaml"))).contains("spec/cpapi.json");
      assertThat(opened(loader.getResource("recordings"))).contains("recordings.json");
      assertThat(opened(loader.getResource("spec/clauses.yaml"))).isEmpty();
    }
  }

  private static Optional<String> opened(URL original) throws IOException {
    Optional<InputStream> packed = PackedFiles.open(original);
    if (packed.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = packed.get()) {
      return Optional.of(new String(in.readAllBytes()));
    }
  }

  /**
   * Each entry contains its name. In a jar for several releases, as the executable ones are, the
   * URL of a folder ends with a slash.
   */
  private Path jarWith(String... names) throws IOException {
    Path jar = root.resolve("packed.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Multi-Release", "true");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes());
      }
    }
    return jar;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
