package io.github.cpapi.conformance.report;

import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.result.WaiverResult;
import java.io.StringWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The result in the form that CI servers read: one test case for each clause. The form has one word
 * for what did not run, so {@code skip}, {@code untested} and {@code waived} start the message of a
 * skipped case; the property {@code status} has the exact status of each case.
 */
final class JunitXml {

  private final XMLStreamWriter xml;

  private JunitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String write(RunResult result) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new JunitXml(xml).suite(result);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private void suite(RunResult result) throws XMLStreamException {
    long skipped =
        Stream.of(Status.SKIP, Status.UNTESTED, Status.WAIVED)
            .mapToLong(status -> result.count(status))
            .sum();
    xml.writeStartDocument("UTF-8", "1.0");
    start("testsuite");
    attribute("name", "cpapi conformance");
    attribute("timestamp", result.started().toString());
    attribute("time", seconds(result.ended().toEpochMilli() - result.started().toEpochMilli()));
    int needless = result.needlessWaivers().size();
    attribute("tests", result.clauses().size() + needless);
    attribute("failures", result.count(Status.FAIL) + needless);
    attribute("errors", result.count(Status.ERROR));
    attribute("skipped", skipped);
    start("properties");
    property("target", result.target());
    property("contract.version", result.contractVersion());
    property("kit.version", result.kitVersion());
    property("complete", result.complete());
    property("verdict", Markup.word(result.verdict()));
    end();
    for (ClauseResult clause : result.clauses()) {
      testCase(clause);
    }
    for (WaiverResult waiver : result.needlessWaivers()) {
      needless(waiver);
    }
    if (!result.leftovers().isEmpty()) {
      element("system-err", "Orders left:\n" + String.join("\n", result.leftovers()));
    }
    end();
    xml.writeEndDocument();
  }

  private void testCase(ClauseResult result) throws XMLStreamException {
    start("testcase");
    attribute("classname", result.area());
    attribute("name", result.clause().id() + " " + result.clause().text());
    attribute("time", seconds(result.milliseconds()));
    start("properties");
    property("status", Markup.word(result.status()));
    property("level", Markup.word(result.clause().level()));
    property("operation", result.clause().operation());
    end();
    switch (result.status()) {
      case PASS -> {}
      case FAIL -> problem("failure", result);
      case ERROR -> problem("error", result);
      case SKIP, UNTESTED, WAIVED -> {
        xml.writeEmptyElement("skipped");
        attribute("message", Markup.word(result.status()) + ": " + result.reason());
      }
    }
    if (!result.exchanges().isEmpty()) {
      element(
          "system-out",
          result.exchanges().stream().map(JunitXml::line).collect(Collectors.joining("\n")));
    }
    end();
  }

  /** A case of its own, because the clause itself passed. */
  private void needless(WaiverResult waiver) throws XMLStreamException {
    start("testcase");
    attribute("classname", "waivers");
    attribute("name", waiver.clause() + " " + waiver.condition());
    start("failure");
    attribute("type", "waiver");
    attribute("message", waiver.sentence());
    end();
    end();
  }

  private void problem(String kind, ClauseResult result) throws XMLStreamException {
    start(kind);
    attribute("type", Markup.word(result.clause().level()));
    attribute("message", result.reason().lines().findFirst().orElse(""));
    xml.writeCharacters(legal(result.reason()));
    end();
  }

  private static String line(Exchange exchange) {
    return "%s %s -> %s in %d ms"
        .formatted(
            exchange.method(),
            exchange.path(),
            exchange.status() == 0 ? "no answer" : exchange.status(),
            exchange.milliseconds());
  }

  private void property(String name, Object value) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
  }

  private void element(String name, String text) throws XMLStreamException {
    start(name);
    xml.writeCharacters(legal(text));
    end();
  }

  private void start(String name) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(name);
  }

  private void end() throws XMLStreamException {
    xml.writeEndElement();
  }

  private void attribute(String name, Object value) throws XMLStreamException {
    xml.writeAttribute(name, legal(value.toString()));
  }

  /** Replaces what XML 1.0 cannot contain, not even escaped; the writer would let it through. */
  private static String legal(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }

  private static String seconds(long milliseconds) {
    return String.format(Locale.ROOT, "%.3f", milliseconds / 1000.0);
  }
}
