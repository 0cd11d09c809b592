package io.github.cpapi.conformance.regeneration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.ChildMaven;
import io.github.cpapi.conformance.ChildProcess;
import io.github.cpapi.conformance.ProjectCopy;
import io.github.cpapi.conformance.drift.Drift;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.plan.DriftPlan;
import io.github.cpapi.conformance.drift.side.Drifts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Takes a revision through plan, edit and build, with the tests that read the contract. */
@DisplayName("A revision of the contract")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(ChildMaven.ONE_BUILD)
class DriftRehearsalIT {

  private static final String SPEC = "openapi/spec/cpapi.yaml";
  private static final String RECORDING = "openapi/recordings/contracts/all-conids-nasdaq.json";
  private static final String QUESTION = "openapi/recordings/orders/question-o10331.json";
  private static final String SURFACE = "generated-client/api/client.api.txt";

  private static final String NAME =
      "required: [ticker, conid]\n      properties:\n        ticker:";

  private static final String TESTS =
      "-Dtest=SpecTest,RecordingsTest,UnionTest,ClausesTest,KnownQuestionsTest,CitationsTest,"
          + "GeneratedDocumentsTest,PublicApiTest,FactsTest,RecordingStubsTest,ClientPactTest";

  @Test
  @DisplayName(
      "with an array that becomes an object, a renamed member, a new status and a new question goes through plan and edit to a green build")
  void goesThrough(@TempDir Path folder) throws Exception {
    ProjectCopy copy = ProjectCopy.in(folder);

    String revision = folder.resolve("revision.yaml").toString();
    Files.writeString(Path.of(revision), edited(Files.readString(copy.path(SPEC))));
    Drift drift =
        new Drifts(Clock.systemUTC()).compare(copy.path(SPEC).toString(), revision, false);
    assertThat(drift.findings()).extracting(Finding::rule).contains("type-changed", "status-added");

    String plan = DriftPlan.of(drift, revision, folder);
    assertThat(plan)
        .contains(
            SPEC + ":" + line(copy, "ExchangeConids:"), RECORDING, "mvn -Pregenerate -Daccept");
    edit(copy);

    ChildProcess.Ended first = build(copy, "openapi");
    assertThat(first.exitCode()).as(first.output()).isEqualTo(1);
    assertThat(first.output()).contains("docs/operations.md did not match the contract");
    ChildProcess.Ended accepted =
        build(copy, "openapi,generated-client,mock-gateway,conformance-tests", "-Daccept");
    assertThat(accepted.exitCode()).as(accepted.output()).isZero();

    assertThat(Files.readString(copy.path(SURFACE)))
        .contains("ExchangeConids", "String symbol()")
        .isNotEqualTo(Files.readString(ProjectCopy.ORIGINAL.resolve(SURFACE)));
    assertThat(Files.readString(copy.path("openapi/docs/operations.md"))).contains("o99999");
  }

  private static ChildProcess.Ended build(ProjectCopy copy, String modules, String... accept)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Pregenerate",
                "-pl",
                modules,
                "test",
                TESTS,
                // The enclosing build has already checked these sources.
                "-Dspotless.check.skip",
                "-Dsurefire.failIfNoSpecifiedTests=false"));
    arguments.addAll(List.of(accept));
    return copy.maven(arguments.toArray(String[]::new));
  }

  /** What the plan says, done by hand. */
  private static void edit(ProjectCopy copy) throws IOException {
    Files.writeString(copy.path(SPEC), edited(Files.readString(copy.path(SPEC))));
    Files.writeString(
        copy.path(RECORDING),
        Files.readString(copy.path(RECORDING))
            .replace("\"ticker\"", "\"symbol\"")
            .replace("\"jsonBody\": [", "\"jsonBody\": {\"stocks\": [")
            .replaceFirst("\n    ]\n", "\n    ]}\n"));
    copy.append(
        "openapi/spec/questions.yaml",
        """

        - messageId: o99999
          about: The rehearsal.
          text: This order is a rehearsal. Are you sure you want to submit this order?
          provenance: documented
          source: question-p12
        """);
    Files.writeString(
        copy.path(QUESTION.replace("o10331", "o99999")),
        Files.readString(copy.path(QUESTION))
            .replaceAll("question-o10331\",\n(  \"request)", "question-o99999\",\n$1")
            .replaceAll("\"o10331\"", "\"o99999\"")
            .replaceAll(
                "(?s)\"message\": \\[.*?]",
                "\"message\": [\"This order is a rehearsal. Are you sure you want to submit this order?\"]"));
  }

  /** The revision: what the contract becomes. */
  private static String edited(String contract) {
    String schema = "              schema: {$ref: '#/components/schemas/ExchangeConids'}\n";
    String array =
        """
              type: array
              description: The stocks of an exchange.
              items: {$ref: '#/components/schemas/ExchangeConid'}
        """;
    String object =
        """
              type: object
              description: The stocks of an exchange.
              required: [stocks]
              properties:
                stocks:
                  type: array
                  description: One for each stock.
                  items: {$ref: '#/components/schemas/ExchangeConid'}
        """;
    assertThat(contract).contains(schema, array, NAME);
    return contract
        .replace(schema, schema + "        '503': {$ref: '#/components/responses/Unavailable'}\n")
        .replace(array, object)
        .replace(NAME, NAME.replace("ticker", "symbol"));
  }

  private static int line(ProjectCopy copy, String content) throws IOException {
    List<String> lines = Files.readAllLines(copy.path(SPEC)).stream().map(String::strip).toList();
    assertThat(lines).contains(content);
    return lines.indexOf(content) + 1;
  }
}
