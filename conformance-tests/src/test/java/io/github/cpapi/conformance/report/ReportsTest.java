package io.github.cpapi.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.conformance.compare.Comparison;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.contract.Clause;
import io.github.cpapi.contract.ReviewedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@DisplayName("The reports of a run")
class ReportsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOSTILE = "</pre><script>alert('1 & \"2\"')</script>";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"results.json", "junit.xml", "report.md", "report.html", "badge.json"})
  @DisplayName("replace those of the last run")
  void files(String name) throws IOException {
    Reports.write(Runs.troubled(), directory.resolve("a/b"));
    String before = Files.readString(directory.resolve("a/b").resolve(name));
    Reports.write(Runs.clean(), directory.resolve("a/b"));

    assertThat(Files.readString(directory.resolve("a/b").resolve(name)))
        .isNotEmpty()
        .isNotEqualTo(before);
  }

  @Test
  @DisplayName("have an example on their page; one that differs is written to it for review")
  void example() throws IOException {
    Path page = Path.of("docs/reports.md");
    String shown = Files.readString(page);
    Reports.write(Runs.troubled(), directory);
    String report = read("report.md");
    int secondProblem = report.indexOf("\n- ", report.indexOf("## Problems\n\n- ") + 13);

    String quoted =
        report
            .substring(0, secondProblem)
            .replaceAll("(?m)^#+ (.*)$", "**$1**")
            .replaceAll("(?m)^", "> ")
            .replaceAll("(?m) +$", "");

    String expected = shown.replaceFirst("(?m)(^>.*\n)+", Matcher.quoteReplacement(quoted + "\n"));

    assertThat(ReviewedText.accepts(page, expected))
        .as("%s; review the new one with git diff, and commit it", page)
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  @DisplayName("tell each status apart in each file")
  void statuses(Status status) throws Exception {
    RunResult run = runWith(new Runs.Verdict(status, "because"));

    Reports.write(run, directory);

    String word = Markup.word(status);
    assertThat(json("results.json").at("/clauses/0/status").asText()).isEqualTo(word);
    assertThat(json("results.json").at("/counts").path(word).asInt()).isEqualTo(1);
    assertThat(json("badge.json").path("message").asText()).startsWith("1 " + word);
    assertThat(read("report.md"))
        .contains("| CON-01 | must | " + word + " |")
        .contains("| all | " + countsInMarkdown(status) + "1 |");
    assertThat(read("report.html"))
        .contains("<article class=\"entry " + word + "\" id=\"CON-01\"")
        .contains("<li class=\"" + word + "\"><b>1</b> " + word + "</li>")
        .contains("<a class=\"tile " + word + "\" href=\"#CON-01\"");
    Element testCase = (Element) junit().getElementsByTagName("testcase").item(0);
    Element property = (Element) testCase.getElementsByTagName("property").item(0);
    assertThat(property.getAttribute("name")).isEqualTo("status");
    assertThat(property.getAttribute("value")).isEqualTo(word);
    switch (status) {
      case PASS -> assertThat(children(testCase)).doesNotContain("failure", "error", "skipped");
      case FAIL -> assertThat(children(testCase)).contains("failure");
      case ERROR -> assertThat(children(testCase)).contains("error");
      case SKIP, UNTESTED, WAIVED -> {
        Element skipped = (Element) testCase.getElementsByTagName("skipped").item(0);
        assertThat(skipped.getAttribute("message")).isEqualTo(word + ": because");
      }
    }
  }

  @Test
  @DisplayName("show the reason of each clause that did not pass")
  void reasons() throws IOException {
    Reports.write(Runs.troubled(), directory);

    for (Runs.Verdict verdict : Runs.TROUBLES.values()) {
      String lastLine = verdict.reason().lines().reduce((first, last) -> last).orElseThrow();
      assertThat(read("report.html")).contains(escaped(lastLine));
      assertThat(read("report.md").replace("&lt;", "<").replace("&amp;", "&"))
          .contains(lastLine.strip());
    }
  }

  @Test
  @DisplayName("contain no account and no session, wherever they appear")
  void personal() throws IOException {
    String personal = "DU1234567 {\"session\":\"5e55104\",\"USER_NAME\":\"jane1234\"}";
    Exchange exchange =
        new Exchange(
            Runs.START,
            "raw",
            "tickle",
            "POST",
            "/x/DU1234567",
            personal,
            200,
            "text/plain",
            personal,
            1);
    Clause clause = Clause.all().get(0);
    RunResult run =
        new RunResult(
            RunResult.FORMAT,
            "1",
            "1",
            personal,
            Runs.START,
            Runs.START,
            false,
            List.of(new ClauseResult(clause, Status.FAIL, personal, 1, List.of(exchange))),
            List.of(
                new Finding(
                    Finding.Grade.UNKNOWN,
                    "GET /x/DU1234567",
                    200,
                    "/DU1234567",
                    personal,
                    clause.id(),
                    1)),
            List.of(personal));

    Reports.write(run, directory);

    for (Path file : files()) {
      assertThat(Files.readString(file))
          .as(file.getFileName().toString())
          .doesNotContain("DU1234567", "5e55104", "jane1234");
    }
  }

  @Nested
  @DisplayName("as results.json")
  class AsJson {

    @ParameterizedTest
    @MethodSource("io.github.cpapi.conformance.report.Runs#all")
    @DisplayName("have the published form, and no member that it does not describe")
    void schema(RunResult run) throws IOException {
      Reports.write(run, directory);

      assertThat(problems(read("results.json"))).isEmpty();
    }

    @Test
    @DisplayName("differ from the published form if a status is misspelt or a member is new")
    void theSchemaCanFail() throws IOException {
      Reports.write(Runs.clean(), directory);
      String results = read("results.json");

      assertThat(problems(results.replaceFirst("\"status\" : \"pass\"", "\"status\" : \"PASS\"")))
          .isNotEmpty();
      assertThat(problems(results.replaceFirst("\"sender\"", "\"sent\""))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.github.cpapi.conformance.report.Runs#all")
    @DisplayName("are read as they were written")
    void roundTrip(RunResult run) throws IOException {
      Reports.write(run, directory);

      assertThat(Reports.read(directory)).isEqualTo(Masked.of(run));
    }

    @Test
    @DisplayName("are read without the members that older files lack")
    void older() throws IOException {
      Reports.write(Runs.clean(), directory);
      ObjectNode results = (ObjectNode) json("results.json");
      results.remove("waivers");
      Files.writeString(directory.resolve(Reports.RESULTS), results.toString());

      assertThat(Reports.read(directory)).isEqualTo(Masked.of(Runs.clean()));
    }

    @Test
    @DisplayName("are not read if another version wrote them")
    void otherFormat() throws IOException {
      Files.writeString(directory.resolve(Reports.RESULTS), "{\"format\": 2}");

      assertThatThrownBy(() -> Reports.read(directory))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("format is 2; this version reads 1");
    }

    private static List<String> problems(String results) throws IOException {
      return PublishedForm.problems("results", results);
    }
  }

  @Nested
  @DisplayName("as junit.xml")
  class AsXml {

    @Test
    @DisplayName("have a test case for each clause, in the class of its area")
    void cases() throws Exception {
      Reports.write(Runs.troubled(), directory);

      Element suite = junit().getDocumentElement();
      assertThat(suite.getAttribute("tests")).isEqualTo(String.valueOf(Clause.all().size()));
      assertThat(suite.getAttribute("failures")).isEqualTo("5");
      assertThat(suite.getAttribute("errors")).isEqualTo("1");
      assertThat(suite.getAttribute("skipped")).isEqualTo("3");
      assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(Clause.all().size());
      Element first = (Element) suite.getElementsByTagName("testcase").item(0);
      assertThat(first.getAttribute("classname")).isEqualTo("CON");
      assertThat(first.getAttribute("name")).startsWith("CON-01 For a symbol");
    }

    @Test
    @DisplayName("are well-formed whatever the target says")
    void wellFormed() throws Exception {
      // The last character is half a surrogate pair, which no file in UTF-8 can contain.
      String illegal = "\u0000\u001b[31m ]]> " + HOSTILE + " \ud83d\ude00 \ud800";

      Reports.write(runWith(new Runs.Verdict(Status.FAIL, illegal)), directory);

      Element failure = (Element) junit().getElementsByTagName("failure").item(0);
      assertThat(failure.getTextContent()).contains("]]> " + HOSTILE + " \ud83d\ude00 ");
    }
  }

  @Nested
  @DisplayName("as report.html")
  class AsPage {

    @Test
    @DisplayName("escape whatever the target says")
    void escapes() throws IOException {
      Exchange exchange =
          new Exchange(
              Runs.START, "raw", null, HOSTILE, HOSTILE, HOSTILE, 200, HOSTILE, HOSTILE, 1);
      Clause clause = Clause.all().get(0);
      RunResult run =
          new RunResult(
              RunResult.FORMAT,
              HOSTILE,
              HOSTILE,
              HOSTILE,
              Runs.START,
              Runs.START,
              true,
              List.of(new ClauseResult(clause, Status.FAIL, HOSTILE, 1, List.of(exchange))),
              List.of(
                  new Finding(Finding.Grade.UNKNOWN, HOSTILE, 200, HOSTILE, HOSTILE, HOSTILE, 1)),
              List.of(HOSTILE));

      Reports.write(run, directory);

      assertThat(read("report.html")).doesNotContain("<script>alert", "</pre><script");
      assertThat(read("report.md")).doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @MethodSource("io.github.cpapi.conformance.report.Runs#all")
    @DisplayName("need no network, and their links lead somewhere")
    void offline(RunResult run) throws IOException {
      Reports.write(run, directory);

      String page = read("report.html");
      assertThat(page)
          .contains("default-src 'none'")
          .doesNotContain("src=", "@import", "url(", "href=\"http");
      Matcher link = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
      while (link.find()) {
        assertThat(page).contains("id=\"" + link.group(1) + "\"");
      }
    }

    @Test
    @DisplayName("show the last answer of a failure, the version of the target and how to reach it")
    void ofAGateway() throws IOException {
      Exchange exchange =
          new Exchange(
              Runs.START,
              "raw",
              "getAuthStatus",
              "GET",
              "/iserver/auth/status",
              "",
              200,
              "application/json",
              "{\"serverInfo\":{\"serverVersion\":\"Build 1\"}}",
              1);
      RunResult run =
          new RunResult(
              RunResult.FORMAT,
              "1",
              "1",
              "https://localhost:5000/v1/api",
              Runs.START,
              Runs.START,
              true,
              List.of(
                  new ClauseResult(Clause.all().get(0), Status.FAIL, "why", 1, List.of(exchange))),
              List.of(),
              List.of());

      Reports.write(run, directory);

      assertThat(read("report.html"))
          .contains(
              "GET /iserver/auth/status → 200 {",
              "--target https://localhost:5000/v1/api --account &quot;$ACCOUNT&quot; --pin &quot;$PIN&quot; --only CON-01",
              "The target names its version: Build 1.",
              "<details open>\n<summary><span class=\"quiet offset\">");
      assertThat(json("results.json").path("targetVersion").asText()).isEqualTo("Build 1");
    }

    @Test
    @DisplayName("say how to run a clause again, and all problems")
    void rerun() throws IOException {
      Reports.write(Runs.troubled(), directory);

      assertThat(read("report.html"))
          .contains("<pre>java -jar conformance.jar run --only ORD-05</pre>")
          .contains("--only ORD-02,RPL-01,CAN-03,BRK-02,MKT-02,CON-05</pre>");
    }

    @Test
    @DisplayName("print for each failure, and for nothing else, the entry that waives it")
    void waive() throws IOException {
      Reports.write(Runs.troubled(), directory);

      String entry = "- clause: CAN-03\n  condition: ";
      assertThat(read("report.md"))
          .contains(entry + "\"The order is still listed after 10 s\"\n")
          .contains("  expires: 2026-04-01\n")
          .doesNotContain("- clause: CON-05");
      assertThat(read("report.html")).contains(entry).doesNotContain("- clause: CON-05");
    }

    @Test
    @DisplayName("say what became of each waiver, and that a waived clause passes")
    void waivers() throws Exception {
      Reports.write(Runs.waived(), directory);

      String passes = "CON-01 passes although it is waived: remove its waiver";
      assertThat(read("report.html")).contains("<h1>not conformant</h1>", passes, "expired on");
      assertThat(read("report.md")).contains("# Conformance: not conformant", passes, "expired on");
      assertThat(json("results.json").at("/reasons/0").asText()).startsWith(passes);
      assertThat(json("results.json").at("/waivers/1/state").asText()).isEqualTo("expired");
      assertThat(json("badge.json").path("message").asText()).endsWith("waived clauses pass");
      assertThat(junit().getDocumentElement().getAttribute("failures")).isEqualTo("1");
      assertThat(
              ((Element) junit().getElementsByTagName("failure").item(0)).getAttribute("message"))
          .startsWith(passes);
    }

    @Test
    @DisplayName("explain the evidence of a clause")
    void evidence() throws IOException {
      Reports.write(Runs.clean(), directory);

      assertThat(read("report.html"))
          .contains("<code>Q3</code> local_order_id comes back only when a cOID was sent.");
    }

    @Test
    @DisplayName("warn of orders that are left and of a run that was stopped")
    void alarms() throws IOException {
      RunResult run = Runs.troubled();
      Reports.write(stopped(run), directory);

      assertThat(read("report.html")).contains("are left at the target", "stopped before its end");
      assertThat(read("report.md")).contains("are left at the target", "stopped before its end");

      Reports.write(Runs.clean(), directory);

      assertThat(read("report.html"))
          .doesNotContain("are left at the target", "stopped before its end", "id=\"problems\"");
    }

    @Test
    @DisplayName("shorten a long body, which results.json has in full")
    void longBody() throws IOException {
      String body = "x".repeat(5000);
      Exchange exchange =
          new Exchange(Runs.START, "raw", "tickle", "GET", "/a", "", 200, "text/plain", body, 1);
      ClauseResult clause =
          new ClauseResult(Clause.all().get(0), Status.PASS, "", 1, List.of(exchange));

      Reports.write(runOf(List.of(clause)), directory);

      assertThat(read("report.html"))
          .doesNotContain(body)
          .contains("1000 more characters in results.json");
      assertThat(read("results.json")).contains(body);
    }
  }

  @Nested
  @DisplayName("with a comparison")
  class Compared {

    @Test
    @DisplayName("show the differences in report.html, comparison.md and comparison.json")
    void files() throws IOException {
      RunResult right = Runs.troubled();
      Comparison comparison = Reports.compare("last/week", Runs.clean(), "today", right);

      Reports.write(comparison, right, directory);

      assertThat(read("report.html"))
          .contains("<section id=\"comparison\">", "last/week", "<a href=\"#CAN-03\">CAN-03</a>")
          .doesNotContain("DU1234567");
      assertThat(read("comparison.md"))
          .startsWith("# Comparison: " + comparison.divergences().size() + " divergences")
          .contains("| fail: The order is still listed after 10 s | CAN-03 ")
          .contains("| SES-03 | pass | skip: needs steering, which a live gateway does not offer |")
          .doesNotContain("DU1234567");
      JsonNode json = json("comparison.json");
      assertThat(json.path("differs").asBoolean()).isTrue();
      assertThat(json.at("/divergences/0/kind").asText()).isEqualTo("verdict");
      assertThat(json.at("/right/verdict").asText()).isEqualTo("not_conformant");
    }

    @Test
    @DisplayName("say so if nothing differs")
    void same() throws IOException {
      Comparison comparison = Reports.compare("a", Runs.clean(), "b", Runs.clean());

      Reports.write(comparison, Runs.clean(), directory);

      assertThat(read("report.html")).contains("The runs are the same.");
      assertThat(read("comparison.md")).startsWith("# Comparison: the same\n");
    }

    @Test
    @DisplayName("escape whatever the target says")
    void escapes() throws IOException {
      RunResult right = runWith(new Runs.Verdict(Status.FAIL, HOSTILE));
      Comparison comparison =
          Reports.compare(HOSTILE, runWith(new Runs.Verdict(Status.PASS, "")), HOSTILE, right);

      Reports.write(comparison, right, directory);

      assertThat(read("report.html")).doesNotContain("<script>alert");
      assertThat(read("comparison.md")).doesNotContain("<script>alert");
    }
  }

  @Nested
  @DisplayName("as badge.json")
  class AsBadge {

    @Test
    @DisplayName("are green only if the kit judged all and nothing failed")
    void colours() throws IOException {
      assertThat(colour(Runs.clean())).isEqualTo("brightgreen");
      assertThat(colour(Runs.troubled())).isEqualTo("red");
      assertThat(colour(Runs.run(Map.of(), List.of(), List.of("order 1")))).isEqualTo("red");
      assertThat(colour(runWith(new Runs.Verdict(Status.ERROR, "broken")))).isEqualTo("orange");
      assertThat(colour(runWith(new Runs.Verdict(Status.SKIP, "not offered")))).isEqualTo("orange");
      assertThat(colour(stopped(Runs.clean()))).isEqualTo("orange");
      assertThat(colour(runOf(List.of()))).isEqualTo("orange");
    }

    private String colour(RunResult run) throws IOException {
      Reports.write(run, directory);
      assertThat(json("badge.json").path("schemaVersion").asInt()).isEqualTo(1);
      return json("badge.json").path("color").asText();
    }
  }

  private static RunResult runWith(Runs.Verdict verdict) {
    Clause clause = Clause.all().get(0);
    return runOf(List.of(Runs.result(clause, Map.of(clause.id(), verdict))));
  }

  private static RunResult runOf(List<ClauseResult> clauses) {
    return new RunResult(
        RunResult.FORMAT,
        "1",
        "1",
        "the mock",
        Runs.START,
        Runs.START,
        true,
        clauses,
        List.of(),
        List.of());
  }

  private static RunResult stopped(RunResult run) {
    return new RunResult(
        run.format(),
        run.kitVersion(),
        run.contractVersion(),
        run.target(),
        run.started(),
        run.ended(),
        false,
        run.clauses(),
        run.findings(),
        run.leftovers());
  }

  private static String countsInMarkdown(Status only) {
    StringBuilder cells = new StringBuilder();
    for (Status status : Status.values()) {
      cells.append(status == only ? "1 | " : "0 | ");
    }
    return cells.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;");
  }

  private static List<String> children(Element element) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < element.getChildNodes().getLength(); i++) {
      names.add(element.getChildNodes().item(i).getNodeName());
    }
    return names;
  }

  private Document junit() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(directory.resolve("junit.xml").toFile());
  }

  private JsonNode json(String name) throws IOException {
    return JSON.readTree(read(name));
  }

  private String read(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(5);
      return all;
    }
  }
}
