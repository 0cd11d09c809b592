package io.github.cpapi.conformance.drift.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.drift.Drift;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.conformance.drift.plan.Spots;
import io.github.cpapi.conformance.report.PublishedForm;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

@DisplayName("The report of a drift")
class DriftReportsTest {

  private static final Spots SPOTS = Spots.of(Path.of(".."));

  static Stream<Drift> drifts() {
    return Stream.of(DriftFixture.none(), DriftFixture.few(), DriftFixture.many());
  }

  @Test
  @DisplayName("says first how many findings put orders at risk")
  void sentence() {
    assertThat(of(DriftFormat.TEXT, DriftFixture.few()))
        .startsWith("2 findings put orders at risk, and 1 breaks the client.\n");
    assertThat(of(DriftFormat.TEXT, DriftFixture.none())).startsWith("No drift.\n");
    assertThat(Sentence.of(DriftFixture.few().findings().subList(2, 3)))
        .isEqualTo("No order is at risk: 1 finding breaks the client.");
  }

  @Test
  @DisplayName("as text has for each finding its id, places, both states, Java names and advice")
  void text() {
    String text = of(DriftFormat.TEXT, DriftFixture.few());

    assertThat(text)
        .containsSubsequence(
            "ORDERS AT RISK",
            "  " + DriftFixture.SIDE.id(),
            "The side SELL is gone.",
            "where       placeOrders request /orders/*/side",
            "where       modifyOrder request /side",
            "before      enum: [BUY, SELL]",
            "after       enum: [BUY]",
            "java        OrderTicket.side, Side.SELL",
            "to do       Check",
            "CLIENT BREAKS",
            "member-removed:getTrades:answer:/*/price");
    assertThat(text.lines()).noneMatch(line -> line.endsWith(" "));
  }

  @ParameterizedTest
  @MethodSource("drifts")
  @DisplayName("as JSON is as the published schema says")
  void json(Drift drift, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("drift.json"), of(DriftFormat.JSON, drift));

    assertThat(PublishedForm.problems("drift", file)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("drifts")
  @DisplayName("as JUnit fails a case for each finding that is severe enough")
  void junit(Drift drift) throws Exception {
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(of(DriftFormat.JUNIT, drift))));
    Element suite = xml.getDocumentElement();

    long failing =
        drift.findings().stream()
            .filter(finding -> finding.severity().compareTo(Severity.CLIENT_BREAKS) <= 0)
            .count();
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo((int) failing);
    assertThat(suite.getAttribute("failures")).isEqualTo(String.valueOf(failing));
    assertThat(suite.getElementsByTagName("testcase").getLength())
        .isEqualTo(Math.max(1, drift.findings().size()))
        .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
  }

  @Test
  @DisplayName("as annotations has one line for each finding, at its line of the contract")
  void github() throws Exception {
    List<String> lines = of(DriftFormat.GITHUB, DriftFixture.many()).lines().toList();

    assertThat(lines).hasSize(DriftFixture.many().findings().size());
    String line =
        lines.stream().filter(l -> l.contains("enum-value-removed")).findFirst().orElseThrow();
    assertThat(line)
        .startsWith("::error file=openapi/spec/cpapi.yaml,line=")
        .contains(
            "title=orders at risk enum-value-removed%3AplaceOrders%3Arequest%3A/orders/*/side")
        .contains("::The side SELL is gone.%0ACheck");
    int number = Integer.parseInt(line.replaceFirst(".*line=(\\d+),.*", "$1"));
    assertThat(Files.readAllLines(Path.of("../openapi/spec/cpapi.yaml")).get(number - 1).strip())
        .startsWith("side:");
  }

  @Test
  @DisplayName("as Markdown fits into a comment, and says how many findings it leaves out")
  void markdown() {
    List<Finding> findings =
        Stream.generate(DriftFixture.many()::findings).limit(10).flatMap(List::stream).toList();
    Drift many = DriftFixture.many();
    Drift huge = new Drift(many.base(), many.revision(), many.at(), many.repairs(), findings);

    assertThat(of(DriftFormat.MD, huge).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(65_536);
    assertThat(of(DriftFormat.MD, huge)).contains(" more findings, which the page");
    assertThat(of(DriftFormat.MD, DriftFixture.few()))
        .startsWith("# 2 findings put orders at risk")
        .contains("- enum: [BUY, SELL]\n+ enum: [BUY]\n```\n")
        .doesNotContain("more finding", "&quot;");
  }

  @ParameterizedTest
  @MethodSource("drifts")
  @DisplayName("as a page is one file, escapes all texts, and has each finding once")
  void html(Drift drift) {
    String page = of(DriftFormat.HTML, drift);

    assertThat(page)
        .contains("<h1>" + Sentence.of(drift.findings()) + "</h1>")
        .doesNotContain("<link", "src=", "@import", "url(", "<b>description</b>");
    for (Finding finding : drift.findings()) {
      assertThat(page.split(" id=\"" + finding.id().replace("*", "\\*") + "\"", -1)).hasSize(2);
    }
  }

  private static String of(DriftFormat format, Drift drift) {
    return format.of(DriftPage.of(drift, Severity.CLIENT_BREAKS, SPOTS));
  }
}
