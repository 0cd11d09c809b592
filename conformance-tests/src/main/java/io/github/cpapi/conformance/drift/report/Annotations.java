package io.github.cpapi.conformance.drift.report;

import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.conformance.drift.plan.Spot;
import io.github.cpapi.conformance.drift.plan.Spots;

/** The findings as commands of GitHub's workflows, at their first line of the contract. */
final class Annotations {

  private Annotations() {}

  static String of(DriftPage page) {
    StringBuilder lines = new StringBuilder();
    for (DriftPage.Entry entry : page.entries()) {
      Finding finding = entry.finding();
      Spot spot = entry.spots().isEmpty() ? new Spot(Spots.CONTRACT, 1, "") : entry.spots().get(0);
      lines.append(
          "::%s file=%s,line=%d,title=%s::%s\n"
              .formatted(
                  level(finding.severity()),
                  property(spot.file()),
                  spot.line(),
                  property(entry.phrase() + " " + finding.id()),
                  escaped(
                      finding.advice().isEmpty()
                          ? finding.what()
                          : finding.what() + "\n" + finding.advice())));
    }
    return lines.toString();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ORDERS_AT_RISK, CLIENT_BREAKS -> "error";
      case BLIND_SPOT, MOVED_AWAY -> "warning";
      case REPAIRED, TEXT_ONLY -> "notice";
    };
  }

  private static String property(String text) {
    return escaped(text).replace(":", "%3A").replace(",", "%2C");
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
