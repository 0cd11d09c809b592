package io.github.cpapi.conformance.drift.report;

import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.report.XmlText;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** One case for each finding; those that are not severe enough to fail pass with an output. */
final class DriftJunit {

  private DriftJunit() {}

  static String of(DriftPage page) {
    return XmlText.of(xml -> suite(page, xml));
  }

  private static void suite(DriftPage page, XmlText xml) throws XMLStreamException {
    xml.start("testsuite");
    xml.attribute("name", "cpapi drift");
    xml.attribute("timestamp", page.drift().at().toString());
    xml.attribute("tests", Math.max(1, page.entries().size()));
    xml.attribute("failures", page.entries().stream().filter(page::fails).count());
    xml.attribute("errors", 0);
    xml.attribute("skipped", 0);
    xml.start("properties");
    xml.property("base", page.drift().base());
    xml.property("revision", page.drift().revision());
    xml.property("summary", page.sentence());
    xml.end();
    if (!page.any()) {
      xml.empty("testcase", "classname", "drift", "name", page.sentence());
    }
    for (DriftPage.Entry entry : page.entries()) {
      testCase(entry, page.fails(entry), xml);
    }
    xml.end();
  }

  private static void testCase(DriftPage.Entry entry, boolean fails, XmlText xml)
      throws XMLStreamException {
    Finding finding = entry.finding();
    xml.start("testcase");
    xml.attribute("classname", entry.phrase());
    xml.attribute("name", finding.id());
    if (fails) {
      xml.start("failure");
      xml.attribute("type", entry.phrase());
      xml.attribute("message", finding.what());
      xml.text(details(finding));
      xml.end();
    } else {
      xml.element("system-out", finding.what() + "\n" + details(finding));
    }
    xml.end();
  }

  private static String details(Finding finding) {
    return "%s\nbefore: %s\nafter: %s\n%s"
        .formatted(
            finding.places().stream()
                .map(place -> place.operation() + " " + place.pointer())
                .collect(Collectors.joining("\n")),
            finding.before(),
            finding.after(),
            finding.advice());
  }
}
