package io.github.cpapi.conformance.regeneration;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.cpapi.conformance.ChildMaven;
import io.github.cpapi.conformance.ChildProcess;
import io.github.cpapi.conformance.ProjectCopy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@DisplayName("Regenerating the client")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(ChildMaven.ONE_BUILD)
class RegenerationIT {

  private static final String SURFACE = "generated-client/api/client.api.txt";
  private static final String SESSION = ProjectCopy.GENERATED + "/api/SessionApi.java";

  @Test
  @DisplayName(
      "after adding an operation with its recording and clause adds its method and its record, and changes nothing else")
  void oneOperationMore(@TempDir Path folder) throws Exception {
    ProjectCopy copy = ProjectCopy.in(folder);
    copy.insertBehind("  # ----- session", "openapi/spec/cpapi.yaml", rehearsal("operation.yaml"));
    copy.insertBehind("  schemas:", "openapi/spec/cpapi.yaml", rehearsal("schema.yaml"));
    copy.append("openapi/spec/clauses.yaml", rehearsal("clause.yaml"));
    Files.writeString(
        copy.path("openapi/recordings/session/rehearsal.json"), rehearsal("recording.json"));

    ChildProcess.Ended maven =
        copy.maven(
            "-pl",
            "openapi,generated-client",
            "test",
            "-Dtest=SpecTest,RecordingsTest,ClausesTest,PublicApiTest",
            // The enclosing build has already checked these sources.
            "-Dspotless.check.skip",
            "-Dsurefire.failIfNoSpecifiedTests=false");

    // The contract is valid, all recordings conform, the client compiles; only the surface needs a
    // review.
    assertThat(maven.exitCode()).as(maven.output()).isEqualTo(1);
    assertThat(maven.output()).contains("has been rewritten; review it with git diff");
    assertThat(
            summariesOf(
                copy,
                "openapi",
                "contract.SpecTest",
                "contract.RecordingsTest",
                "contract.ClausesTest"))
        .allMatch(summary -> summary.contains("Failures: 0, Errors: 0, Skipped: 0"));
    assertThat(summariesOf(copy, "generated-client", "client.PublicApiTest"))
        .allMatch(summary -> summary.contains("Tests run: 2, Failures: 1"));

    assertThat(added(ProjectCopy.ORIGINAL.resolve(SURFACE), copy.path(SURFACE)))
        .isEqualTo(rehearsal("surface.txt").lines().toList());
    JavaClasses client =
        new ClassFileImporter().importPath(copy.path("generated-client/target/classes"));
    assertThat(
            client
                .get("io.github.cpapi.generated.api.SessionApi")
                .getMethod("rehearse", String.class)
                .getAnnotationOfType("retrofit2.http.GET")
                .get("value"))
        .contains("rehearsal/{accountId}");
    assertThat(client.get("io.github.cpapi.generated.model.Rehearsal").getMethod("happened"))
        .isNotNull();

    assertThat(copy.sourcesThatDiffer())
        .containsExactly("api/SessionApi.java", "model/Rehearsal.java");
    assertThat(added(ProjectCopy.ORIGINAL.resolve(SESSION), copy.path(SESSION)))
        .contains("  Call<Rehearsal> rehearse(@Path(\"accountId\") String accountId);");
  }

  private static List<String> summariesOf(ProjectCopy copy, String module, String... tests)
      throws IOException {
    List<String> summaries = new ArrayList<>();
    for (String test : tests) {
      summaries.add(
          Files.readString(
              copy.path(module + "/target/surefire-reports/io.github.cpapi." + test + ".txt")));
    }
    return summaries;
  }

  /** The lines that a file has in addition to another, which it must contain completely. */
  private static List<String> added(Path before, Path after) throws IOException {
    List<String> left = new ArrayList<>(Files.readAllLines(before));
    List<String> added = new ArrayList<>();
    for (String line : Files.readAllLines(after)) {
      if (!left.isEmpty() && left.get(0).equals(line)) {
        left.remove(0);
      } else {
        added.add(line);
      }
    }
    assertThat(left).as("lines of %s that are gone", before).isEmpty();
    return added;
  }

  private static String rehearsal(String file) throws IOException {
    try (InputStream in = RegenerationIT.class.getResourceAsStream("/rehearsal/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
