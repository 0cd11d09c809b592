package io.github.cpapi.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.conformance.report.PublishedForm;
import io.github.cpapi.conformance.report.Reports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("The command compare")
class CompareCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path runs;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  @BeforeAll
  static void twoRunsAgainstTheMock() {
    run("a");
    run("b");
  }

  private static void run(String name) {
    CompareCommandTest test = new CompareCommandTest();
    assertThat(test.execute("run", "--out", runs.resolve(name).toString()))
        .as(() -> test.out.toString().replaceAll("(?m)^.*(PASS|SKIP).*\n", ""))
        .isZero();
  }

  @Test
  @DisplayName("finds two runs against the mock the same")
  void same() {
    assertThat(execute("compare", a(), b())).as(out.toString()).isZero();
    assertThat(out.toString())
        .startsWith("# Comparison: the same")
        .doesNotContain("## Not compared");
  }

  @Test
  @DisplayName("finds a member that is gone, with its operation, place, clause and step")
  void member() throws IOException {
    mutate(
        "CAN-01",
        clause ->
            exchanges(clause, "cancelOrder")
                .forEach(exchange -> drop(exchange, "responseBody", "order_id")));

    assertThat(compare()).isEqualTo(1);
    assertThat(out.toString())
        .contains("## structure", "| cancelOrder | /order\\_id |", "| (none) | CAN-01 ");
  }

  @Test
  @DisplayName("finds another status")
  void status() throws IOException {
    mutate(
        "CAN-01",
        clause ->
            exchanges(clause, "cancelOrder").forEach(exchange -> exchange.put("status", 503)));

    assertThat(compare()).isEqualTo(1);
    assertThat(out.toString()).contains("## status", "| cancelOrder | status | 200 ", "| 503 ");
  }

  @Test
  @DisplayName("finds an extra step, and nothing else after it")
  void step() throws IOException {
    mutate(
        "CAN-01",
        clause -> {
          ArrayNode steps = (ArrayNode) clause.get("exchanges");
          steps.insert(0, steps.get(0).deepCopy());
        });

    assertThat(compare()).isEqualTo(1);
    assertThat(out.toString()).startsWith("# Comparison: 1 divergence").contains("## step");
  }

  @Test
  @DisplayName("finds another verdict, and writes Markdown, JSON and a page")
  void verdict() throws IOException {
    mutate("CAN-01", clause -> clause.put("status", "fail").put("reason", "still listed"));
    Path reports = directory.resolve("reports");

    assertThat(execute("compare", a(), directory.toString(), "--out", reports.toString()))
        .isEqualTo(1);

    assertThat(out.toString()).startsWith("1 divergence in ");
    assertThat(reports.resolve("comparison.md"))
        .content()
        .contains("| pass | fail: still listed | CAN-01 ");
    assertThat(reports.resolve("report.html")).content().contains("id=\"comparison\"");
    assertThat(PublishedForm.problems("comparison", reports.resolve("comparison.json"))).isEmpty();
    JsonNode json = JSON.readTree(Files.readString(reports.resolve("comparison.json")));
    assertThat(json.at("/divergences/0/kind").asText()).isEqualTo("verdict");
  }

  @Test
  @DisplayName("is undecided if no clause was judged in both runs")
  void nothingInCommon() throws IOException {
    ObjectNode results = results("b");
    results.putArray("clauses");
    Files.writeString(directory.resolve(Reports.RESULTS), results.toString());

    assertThat(compare()).isEqualTo(3);
  }

  @Test
  @DisplayName("refuses a folder without a result")
  void noResult() {
    assertThat(execute("compare", a(), directory.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(directory + ": no result of a run");
    assertThat(execute("compare", a())).isEqualTo(2);
  }

  @Test
  @DisplayName("is part of run, whose report then has the comparison")
  void partOfRun() throws IOException {
    String reports = directory.toString();

    assertThat(execute("run", "--only", "CON-*", "--compare-with", a(), "--out", reports)).isZero();

    assertThat(out.toString()).contains("Compared with " + a() + ": 0 divergences");
    assertThat(directory.resolve("report.html")).content().contains("id=\"comparison\"");
    assertThat(directory.resolve("comparison.md")).content().contains("not part of the run");
    assertThat(execute("run", "--compare-with", directory.resolve("none").toString())).isEqualTo(2);
  }

  @Test
  @DisplayName("leaves waivers to run, which fails if a waived clause passes")
  void waivers() throws IOException {
    Path waivers = directory.resolve("waivers.yaml");
    Files.writeString(waivers, "[{clause: CON-01, condition: a, reason: b, expires: 2999-12-31}]");

    assertThat(execute("run", "--only", "CON-01", "--waivers", waivers.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("CON-01 passes although it is waived");

    Files.writeString(waivers, "[{clause: CON-99, condition: a, reason: b, expires: 2999-12-31}]");
    assertThat(execute("run", "--only", "CON-01", "--waivers", waivers.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("waiver 1: the contract has no clause CON-99");
  }

  private int compare() {
    return execute("compare", a(), directory.toString());
  }

  private int execute(String... arguments) {
    CommandLine command = ConformanceCommand.commandLine();
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static String a() {
    return runs.resolve("a").toString();
  }

  private static String b() {
    return runs.resolve("b").toString();
  }

  private static ObjectNode results(String run) throws IOException {
    return (ObjectNode) JSON.readTree(Files.readString(runs.resolve(run).resolve(Reports.RESULTS)));
  }

  /** Writes run B with one clause changed. */
  private void mutate(String clause, Consumer<ObjectNode> change) throws IOException {
    ObjectNode results = results("b");
    elements(results.get("clauses"))
        .filter(one -> one.at("/clause/id").asText().equals(clause))
        .forEach(change);
    Files.writeString(directory.resolve(Reports.RESULTS), results.toString());
  }

  private static Stream<ObjectNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(ObjectNode.class::cast);
  }

  private static Stream<ObjectNode> exchanges(ObjectNode clause, String operation) {
    return elements(clause.get("exchanges"))
        .filter(exchange -> exchange.path("operation").asText().equals(operation));
  }

  private static void drop(ObjectNode exchange, String body, String member) {
    try {
      ObjectNode changed = (ObjectNode) JSON.readTree(exchange.get(body).asText());
      exchange.put(body, changed.without(member).toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
