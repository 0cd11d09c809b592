package io.github.cpapi.conformance.drift.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.conformance.drift.plan.Spot;
import io.github.cpapi.conformance.report.ResultsJson;
import java.util.Locale;

/** The findings as {@code drift.schema.json} describes them. */
final class DriftJson {

  private static final int FORMAT = 1;

  private DriftJson() {}

  static ObjectNode of(DriftPage page) {
    ObjectNode drift = ResultsJson.of(page.drift());
    drift.remove("findings");
    ObjectNode json = drift.objectNode().put("format", FORMAT);
    json.setAll(drift);
    json.put("summary", page.sentence());
    json.put("worst", page.drift().worst().map(DriftJson::word).orElse("none"));
    json.put("failOn", word(page.failing()));
    json.put("fails", page.fails());
    ObjectNode counts = json.putObject("counts");
    for (Severity severity : Severity.values()) {
      counts.put(
          word(severity),
          page.entries().stream().filter(e -> e.finding().severity() == severity).count());
    }
    ArrayNode findings = json.putArray("findings");
    for (DriftPage.Entry entry : page.entries()) {
      ObjectNode finding = ResultsJson.of(entry.finding());
      ArrayNode lines = finding.putArray("lines");
      for (Spot spot : entry.spots()) {
        lines.add(ResultsJson.of(spot));
      }
      findings.add(finding);
    }
    return json;
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
