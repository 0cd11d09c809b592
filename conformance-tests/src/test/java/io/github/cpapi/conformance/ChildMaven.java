package io.github.cpapi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the Maven of this build on another project. */
public final class ChildMaven {

  /** The resource lock of the tests that use this: one build keeps two processors busy. */
  public static final String ONE_BUILD = "one build at a time";

  private ChildMaven() {}

  /**
   * Runs it with the JDK and the local repository of this build.
   *
   * @throws IOException if it cannot be started
   * @throws InterruptedException if waiting is given up
   */
  public static ChildProcess.Ended run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    return run(folder, Path.of(System.getProperty("java.home")), repository(), arguments);
  }

  /**
   * Runs it with the settings of this build. Runs offline, because all artifacts are already in the
   * repository.
   *
   * @param repository the local repository
   * @throws IOException if it cannot be started
   * @throws InterruptedException if waiting is given up
   */
  public static ChildProcess.Ended run(Path folder, Path jdk, Path repository, String... arguments)
      throws IOException, InterruptedException {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Path maven = Path.of(property("maven.home"), "bin", windows ? "mvn.cmd" : "mvn");
    List<String> command =
        new ArrayList<>(
            List.of(maven.toString(), "-B", "-q", "-o", "-Dmaven.repo.local=" + repository));
    if (Files.exists(Path.of(property("maven.settings")))) {
      command.addAll(List.of("-s", property("maven.settings")));
    }
    command.addAll(List.of(arguments));
    return ChildProcess.run(folder, jdk, command);
  }

  /** The local repository of this build. */
  public static Path repository() {
    return Path.of(property("maven.repo.local"));
  }

  private static String property(String property) {
    String value = System.getProperty(property);
    assertThat(value)
        .as("%s, which this module's pom.xml sets: run it with Maven", property)
        .isNotNull();
    return value;
  }
}
