package io.github.cpapi.conformance.drift.report;

import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.Severity;
import java.util.ArrayList;
import java.util.List;

/** The findings in one sentence. */
final class Sentence {

  private Sentence() {}

  /** For example {@code 2 findings put orders at risk, and 1 breaks the client.} */
  static String of(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "No drift.";
    }
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = findings.stream().filter(finding -> finding.severity() == severity).count();
      if (count > 0) {
        String noun = !parts.isEmpty() ? "" : count == 1 ? " finding" : " findings";
        parts.add("%d%s %s".formatted(count, noun, verb(severity, count == 1)));
      }
    }
    boolean risk = findings.stream().anyMatch(f -> f.severity() == Severity.ORDERS_AT_RISK);
    String last = parts.remove(parts.size() - 1);
    String listed = parts.isEmpty() ? last : String.join(", ", parts) + ", and " + last;
    return (risk ? "" : "No order is at risk: ") + listed + ".";
  }

  private static String verb(Severity severity, boolean one) {
    return switch (severity) {
      case ORDERS_AT_RISK -> one ? "puts orders at risk" : "put orders at risk";
      case CLIENT_BREAKS -> one ? "breaks the client" : "break the client";
      case BLIND_SPOT -> one ? "is a blind spot" : "are blind spots";
      case REPAIRED -> one ? "is repaired" : "are repaired";
      case MOVED_AWAY -> one ? "moved away from the wire" : "moved away from the wire";
      case TEXT_ONLY -> one ? "is text only" : "are text only";
    };
  }

  /** What a severity means, for readers who see it first. */
  static String meaning(Severity severity) {
    return switch (severity) {
      case ORDERS_AT_RISK ->
          "What an order, a reply, a prompt, a change or a cancellation sends, or what its answer means.";
      case CLIENT_BREAKS ->
          "A call that the generated client can no longer make, or an answer that it can no longer read.";
      case BLIND_SPOT -> "Something new that the contract does not know.";
      case REPAIRED -> "The document now agrees with recordings of the wire.";
      case MOVED_AWAY ->
          "The document now contradicts recordings of the wire: it is the less true of the two.";
      case TEXT_ONLY -> "No message changes.";
    };
  }
}
