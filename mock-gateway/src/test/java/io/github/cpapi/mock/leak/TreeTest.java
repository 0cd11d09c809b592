package io.github.cpapi.mock.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The project's files")
class TreeTest {

  private static final Path ROOT = Path.of("..");

  /** Made by tools, and ignored by Git. */
  private static final Set<String> SKIPPED = Set.of("target", ".git", ".idea", "node_modules");

  @Test
  @DisplayName("contain nothing that has the shape of a secret, encoded or not")
  void nothing() throws IOException {
    LeakGate gate = LeakGate.prose().allowing(Path.of("src/test/resources/tree-allow-list.yaml"));
    List<Path> files = files();
    List<String> leaks = new ArrayList<>();
    for (Path file : files) {
      String name = ROOT.relativize(file).toString().replace('\\', '/');
      gate.leaks(name, Files.readAllBytes(file)).forEach(leak -> leaks.add(leak.allowLine()));
    }

    assertThat(files).as("no files found: is the root right?").hasSizeGreaterThan(500);
    assertThat(leaks).isEmpty();
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
