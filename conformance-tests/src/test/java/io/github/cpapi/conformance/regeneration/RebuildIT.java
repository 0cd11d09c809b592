package io.github.cpapi.conformance.regeneration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.ChildMaven;
import io.github.cpapi.conformance.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@DisplayName("A build in another folder, time zone and language")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(ChildMaven.ONE_BUILD)
class RebuildIT {

  @Test
  @DisplayName("produces byte-identical sources and jars")
  void theSame(@TempDir Path folder) throws Exception {
    ProjectCopy copy = ProjectCopy.in(folder);
    // In Turkish the upper case of i is not I.
    copy.append(
        ".mvn/jvm.config",
        """
        -Duser.timezone=Pacific/Auckland
        -Duser.language=tr
        -Duser.country=TR
        """);

    ChildProcess.Ended maven =
        copy.maven("package", "-DskipTests", "-Dmaven.javadoc.skip", "-Dspotless.check.skip");

    assertThat(maven.exitCode()).as(maven.output()).isZero();
    assertThat(copy.sourcesThatDiffer()).isEmpty();
    assertThat(artifacts(folder))
        .contains(
            "mock-gateway/target/mock-gateway.jar", "conformance-tests/target/conformance.jar")
        .allSatisfy(
            artifact ->
                assertThat(ProjectCopy.ORIGINAL.resolve(artifact))
                    .as("%s; if this build is not a clean one, repeat it with mvn clean", artifact)
                    .hasSameBinaryContentAs(copy.path(artifact)));
  }

  private static List<String> artifacts(Path project) throws IOException {
    try (Stream<Path> files = Files.walk(project, 3)) {
      return files
          .map(file -> project.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.matches("[^/]+/target/[^/]+\\.jar"))
          .toList();
    }
  }
}
