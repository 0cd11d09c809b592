package io.github.cpapi.conformance.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.ChildMaven;
import io.github.cpapi.conformance.ChildProcess;
import io.github.cpapi.conformance.ProjectCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Installs a copy of this project, and builds {@code src/test/sample} with it, as a user would. */
@DisplayName("What mvn install installs")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(ChildMaven.ONE_BUILD)
class InstalledIT {

  private static final Path SAMPLE = Path.of("src/test/sample").toAbsolutePath();
  private static final Path OWN_JDK = Path.of(System.getProperty("java.home"));
  private static final Path OWN_GROUP = Path.of("io", "github", "cpapi");

  @TempDir static Path repository;

  private static ProjectCopy project;

  /** Another folder, time zone and language than the enclosing build has. */
  @BeforeAll
  static void install(@TempDir Path folder) throws Exception {
    link(ChildMaven.repository(), repository);
    project = ProjectCopy.in(folder);
    // In Turkish the upper case of i is not I.
    project.append(
        ".mvn/jvm.config",
        """
        -Duser.timezone=Pacific/Auckland
        -Duser.language=tr
        -Duser.country=TR
        """);

    ChildProcess.Ended maven =
        ChildMaven.run(folder, OWN_JDK, repository, "install", "-DskipTests");

    assertThat(maven.exitCode()).as(maven.output()).isZero();
  }

  @Test
  @DisplayName(
      "is byte for byte what the enclosing build makes in another folder, time zone and language")
  void reproducible() throws IOException {
    assertThat(project.sourcesThatDiffer()).isEmpty();
    assertThat(jars(project.path("")))
        .contains(
            "mock-gateway/target/mock-gateway.jar", "conformance-tests/target/conformance.jar")
        .allSatisfy(
            jar ->
                assertThat(ProjectCopy.ORIGINAL.resolve(jar))
                    .as("%s; if this build is not a clean one, repeat it with mvn clean", jar)
                    .hasSameBinaryContentAs(project.path(jar)));
  }

  @Test
  @DisplayName("has the sources of the client")
  void sources() throws IOException {
    try (Stream<Path> installed = Files.walk(repository.resolve(OWN_GROUP))) {
      assertThat(installed.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.matches("cpapi-client-.*-sources\\.jar"));
    }
  }

  private static List<String> jars(Path project) throws IOException {
    try (Stream<Path> files = Files.walk(project, 3)) {
      return files
          .map(file -> project.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.matches("[^/]+/target/[^/]+\\.jar"))
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  @DisplayName(
      "is all that a project needs to compile against the client and to test against the mock, with the JDK")
  void builds(Path jdk, @TempDir Path folder) throws Exception {
    copy(SAMPLE, folder);

    ChildProcess.Ended maven = ChildMaven.run(folder, jdk, repository, "test");

    assertThat(maven.exitCode()).as(maven.output()).isZero();
    assertThat(folder.resolve("target/surefire-reports/example.BuyerTest.txt"))
        .content()
        .contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
  }

  /** The JDK of this build and, if that is older than 25, one of 25 or newer beside it. */
  private static List<Path> jdks() throws IOException {
    List<Path> jdks = new ArrayList<>(List.of(OWN_JDK));
    if (feature(OWN_JDK) < 25) {
      try (Stream<Path> beside = Files.list(OWN_JDK.getParent())) {
        beside.filter(jdk -> feature(jdk) >= 25).sorted().findFirst().ifPresent(jdks::add);
      }
    }
    return jdks;
  }

  /** The version of a JDK; 0 for any other folder. */
  private static int feature(Path jdk) {
    Path release = jdk.resolve("release");
    if (!Files.exists(release) || !Files.exists(jdk.resolve("bin/javac"))) {
      return 0;
    }
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(release)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION").replace("\"", "");
    return Runtime.Version.parse(version).feature();
  }

  /** Leaves out what an earlier install of this project has put there. */
  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path relative = from.relativize(file);
        if (!relative.startsWith(OWN_GROUP)) {
          Files.createDirectories(to.resolve(relative).getParent());
          linkOrCopy(file, to.resolve(relative));
        }
      }
    }
  }

  private static void linkOrCopy(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileSystemException | UnsupportedOperationException e) {
      // For example on another file system.
      Files.copy(from, to);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path copied = to.resolve(from.relativize(file));
        Files.createDirectories(copied.getParent());
        Files.copy(file, copied);
      }
    }
  }
}
