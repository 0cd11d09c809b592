package io.github.cpapi.conformance.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.ChildMaven;
import io.github.cpapi.conformance.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Builds {@code src/test/sample} with the artifacts of this build, as a user would. */
@DisplayName("A project that has only the artifacts")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(ChildMaven.ONE_BUILD)
class SampleIT {

  private static final Path SAMPLE = Path.of("src/test/sample").toAbsolutePath();

  @TempDir static Path repository;

  @BeforeAll
  static void install() throws IOException {
    install("cpapi", Path.of(".."));
    install("cpapi-openapi", Path.of("../openapi"));
    install("cpapi-client", Path.of("../generated-client"));
    install("cpapi-mock-gateway", Path.of("../mock-gateway"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  @DisplayName("compiles against the client, and its tests run against the mock, with the JDK")
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
    Path own = Path.of(System.getProperty("java.home"));
    List<Path> jdks = new ArrayList<>(List.of(own));
    if (feature(own) < 25) {
      try (Stream<Path> beside = Files.list(own.getParent())) {
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

  /** Puts a module where {@code mvn install} would. */
  private static void install(String artifact, Path module) throws IOException {
    String version = System.getProperty("project.version");
    Path folder =
        Files.createDirectories(
            repository.resolve("io/github/cpapi").resolve(artifact).resolve(version));
    String name = artifact + "-" + version;
    Files.copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"));
    Path jar = module.resolve("target").resolve(name + ".jar");
    if (Files.exists(jar)) {
      Files.copy(jar, folder.resolve(name + ".jar"));
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
