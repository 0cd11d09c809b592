package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The launcher bin/mock-gateway")
class LauncherIT {

  @TempDir Path folder;

  private Path launcher;
  private Path jar;

  @BeforeEach
  void copy() throws IOException {
    launcher = Files.createDirectory(folder.resolve("bin")).resolve("mock-gateway");
    jar = Files.createDirectory(folder.resolve("target")).resolve("mock-gateway.jar");
    Files.copy(Path.of("bin/mock-gateway"), launcher);
    Files.copy(Path.of("target/mock-gateway.jar"), jar);
  }

  @Test
  @DisplayName("archives the classes once, and again for a changed jar")
  void archives() throws Exception {
    assertThat(scenarios(folder)).startsWith("mock-gateway: archives").contains("no-questions");
    List<Path> first = archived();
    assertThat(first).hasSize(1);

    assertThat(scenarios(folder)).doesNotContain("archives").contains("no-questions");
    assertThat(archived()).isEqualTo(first);

    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(86_400)));
    assertThat(scenarios(folder)).startsWith("mock-gateway: archives").contains("no-questions");
    assertThat(archived()).hasSize(1).doesNotContainAnyElementsOf(first);
  }

  @Test
  @DisplayName("starts without an archive where it cannot write one")
  void withoutCache() throws Exception {
    Path noFolder = Files.createFile(folder.resolve("file"));

    assertThat(scenarios(noFolder)).doesNotContain("archives").contains("no-questions");
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
