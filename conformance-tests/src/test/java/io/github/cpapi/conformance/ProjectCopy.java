package io.github.cpapi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A copy of this project without build output, to change and build. */
public final class ProjectCopy {

  public static final Path ORIGINAL = Path.of("..").toAbsolutePath().normalize();

  public static final String GENERATED =
      "generated-client/target/generated-sources/openapi/src/main/java/io/github/cpapi/generated";
  private static final Set<String> NOT_COPIED = Set.of("target", ".git");

  private final Path folder;

  private ProjectCopy(Path folder) {
    this.folder = folder;
  }

  public static ProjectCopy in(Path folder) throws IOException {
    Files.walkFileTree(
        ORIGINAL,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_COPIED.contains(from.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(folder.resolve(ORIGINAL.relativize(from)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (!NOT_COPIED.contains(from.getFileName().toString())) {
              Files.copy(from, folder.resolve(ORIGINAL.relativize(from)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new ProjectCopy(folder);
  }

  public Path path(String file) {
    return folder.resolve(file);
  }

  /** Inserts text into a file after the only line with this content. */
  public void insertBehind(String line, String file, String text) throws IOException {
    String before = Files.readString(path(file));
    assertThat(before.split("\n" + line + "\n", -1)).as("one line %s in %s", line, file).hasSize(2);
    Files.writeString(path(file), before.replace("\n" + line + "\n", "\n" + line + "\n" + text));
  }

  public void append(String file, String text) throws IOException {
    Files.writeString(path(file), Files.readString(path(file)) + text);
  }

  /** Runs Maven in it; see {@link ChildMaven}. */
  public ChildProcess.Ended maven(String... arguments) throws IOException, InterruptedException {
    return ChildMaven.run(folder, arguments);
  }

  /** The generated sources that differ from those of the project's own build. */
  public Set<String> sourcesThatDiffer() throws IOException {
    Map<String, String> here = sources(folder);
    Map<String, String> there = sources(ORIGINAL);
    Set<String> differing = new TreeSet<>(here.keySet());
    differing.addAll(there.keySet());
    differing.removeIf(file -> Objects.equals(here.get(file), there.get(file)));
    return differing;
  }

  private static Map<String, String> sources(Path project) throws IOException {
    Path sources = project.resolve(GENERATED);
    Map<String, String> byName = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        byName.put(sources.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    assertThat(byName).as("no sources in %s", sources).isNotEmpty();
    return byName;
  }
}
