package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The launcher bin/mock-gateway")
class LauncherIT {

  @TempDir Path folder;

  private Path launcher;
  private Path jar;

  /** Stands for the mock: it starts and ends in no time. */
  static final class Echo {
    public static void main(String[] arguments) {
      System.out.println("echo " + String.join(" ", arguments));
    }
  }

  @BeforeEach
  void copy() throws IOException {
    launcher = Files.createDirectory(folder.resolve("bin")).resolve("mock-gateway");
    jar = Files.createDirectory(folder.resolve("target")).resolve("mock-gateway.jar");
    Files.copy(Path.of("bin/mock-gateway"), launcher);
  }

  @Test
  @DisplayName("archives the classes of the mock, and starts with them")
  void archivesTheMock() throws Exception {
    Files.copy(Path.of("target/mock-gateway.jar"), jar);

    assertThat(scenarios(folder)).startsWith("mock-gateway: archives").contains("no-questions");
    assertThat(archived()).hasSize(1);
    assertThat(scenarios(folder)).doesNotContain("archives").contains("no-questions");
  }

  @Test
  @DisplayName("archives once, and again for a changed jar")
  void archivesOnce() throws Exception {
    createJar();

    assertThat(scenarios(folder)).startsWith("mock-gateway: archives").contains("echo scenarios");
    List<Path> first = archived();
    assertThat(first).hasSize(1);

    assertThat(scenarios(folder)).isEqualToIgnoringNewLines("echo scenarios");
    assertThat(archived()).isEqualTo(first);

    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(86_400)));
    assertThat(scenarios(folder)).startsWith("mock-gateway: archives").contains("echo scenarios");
    assertThat(archived()).hasSize(1).doesNotContainAnyElementsOf(first);
  }

  @Test
  @DisplayName("starts without an archive where it cannot write one")
  void withoutCache() throws Exception {
    createJar();
    Path noFolder = Files.createFile(folder.resolve("file"));

    assertThat(scenarios(noFolder)).isEqualToIgnoringNewLines("echo scenarios");
  }

  private void createJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
    String file = Echo.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Echo.class.getClassLoader().getResourceAsStream(file);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new ZipEntry(file));
      in.transferTo(out);
    }
  }

  /** Runs a command that ends by itself, and returns its output. */
  private String scenarios(Path cache) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder("sh", launcher.toString(), "scenarios").redirectErrorStream(true);
    command.environment().put("XDG_CACHE_HOME", cache.toString());
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = command.start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return output;
  }

  private List<Path> archived() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cpapi"))) {
      return files.toList();
    }
  }
}
