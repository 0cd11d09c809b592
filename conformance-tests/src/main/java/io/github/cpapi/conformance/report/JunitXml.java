package io.github.cpapi.conformance.report;

import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.result.WaiverResult;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/**
 * The result in the form that CI servers read: one test case for each clause. The form has one word
 * for what did not run, so {@code skip}, {@code untested} and {@code waived} start the message of a
 * skipped case; the property {@code status} has the exact status of each case.
 */
final class JunitXml {

  private final XmlText xml;

  private JunitXml(XmlText xml) {
    this.xml = xml;
  }

  static String write(RunResult result) {
    return XmlText.of(xml -> new JunitXml(xml).suite(result));
  }

  private void suite(RunResult result) throws XMLStreamException {
    long skipped =
        Stream.of(Status.SKIP, Status.UNTESTED, Status.WAIVED)
            .mapToLong(status -> result.count(status))
            .sum();
    xml.start("testsuite");
    xml.attribute("name", "cpapi conformance");
    xml.attribute("timestamp", result.started().toString());
    xml.attribute("time", seconds(result.ended().toEpochMilli() - result.started().toEpochMilli()));
    int needless = result.needlessWaivers().size();
    xml.attribute("tests", result.clauses().size() + needless);
    xml.attribute("failures", result.count(Status.FAIL) + needless);
    xml.attribute("errors", result.count(Status.ERROR));
    xml.attribute("skipped", skipped);
    xml.start("properties");
    xml.property("target", result.target());
    xml.property("contract.version", result.contractVersion());
    xml.property("kit.version", result.kitVersion());
    xml.property("complete", result.complete());
    xml.property("verdict", Markup.word(result.verdict()));
    xml.end();
    for (ClauseResult clause : result.clauses()) {
      testCase(clause);
    }
    for (WaiverResult waiver : result.needlessWaivers()) {
      needless(waiver);
    }
    if (!result.leftovers().isEmpty()) {
      xml.element("system-err", "Orders left:\n" + String.join("\n", result.leftovers()));
    }
    xml.end();
  }

  private void testCase(ClauseResult result) throws XMLStreamException {
    xml.start("testcase");
    xml.attribute("classname", result.area());
    xml.attribute("name", result.clause().id() + " " + result.clause().text());
    xml.attribute("time", seconds(result.milliseconds()));
    xml.start("properties");
    xml.property("status", Markup.word(result.status()));
    xml.property("level", Markup.word(result.clause().level()));
    xml.property("operation", result.clause().operation());
    xml.end();
    switch (result.status()) {
      case PASS -> {}
      case FAIL -> problem("failure", result);
      case ERROR -> problem("error", result);
      case SKIP, UNTESTED, WAIVED -> {
        xml.empty("skipped", "message", Markup.word(result.status()) + ": " + result.reason());
      }
    }
    if (!result.exchanges().isEmpty()) {
      xml.element(
          "system-out",
          result.exchanges().stream().map(JunitXml::line).collect(Collectors.joining("\n")));
    }
    xml.end();
  }

  /** A case of its own, because the clause itself passed. */
  private void needless(WaiverResult waiver) throws XMLStreamException {
    xml.start("testcase");
    xml.attribute("classname", "waivers");
    xml.attribute("name", waiver.clause() + " " + waiver.condition());
    xml.start("failure");
    xml.attribute("type", "waiver");
    xml.attribute("message", waiver.sentence());
    xml.end();
    xml.end();
  }

  private void problem(String kind, ClauseResult result) throws XMLStreamException {
    xml.start(kind);
    xml.attribute("type", Markup.word(result.clause().level()));
    xml.attribute("message", result.reason().lines().findFirst().orElse(""));
    xml.text(result.reason());
    xml.end();
  }

  private static String line(Exchange exchange) {
    return "%s %s -> %s in %d ms"
        .formatted(
            exchange.method(),
            exchange.path(),
            exchange.status() == 0 ? "no answer" : exchange.status(),
            exchange.milliseconds());
  }

  private static String seconds(long milliseconds) {
    return String.format(Locale.ROOT, "%.3f", milliseconds / 1000.0);
  }
}
