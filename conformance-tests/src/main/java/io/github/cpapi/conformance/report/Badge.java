package io.github.cpapi.conformance.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.conformance.result.RunResult;
import java.util.stream.Collectors;

/** The endpoint form of shields.io: a label, the counts and a colour. */
final class Badge {

  private Badge() {}

  static String write(RunResult result) {
    ObjectNode badge = JsonNodeFactory.instance.objectNode();
    badge.put("schemaVersion", 1);
    badge.put("label", "cpapi conformance");
    badge.put("message", message(result));
    badge.put("color", colour(result));
    return ResultsJson.print(badge);
  }

  private static String message(RunResult result) {
    String counts =
        result.counts().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + Markup.word(entry.getKey()))
            .collect(Collectors.joining(", "));
    String orders = result.leftovers().isEmpty() ? "" : ", orders left";
    String waivers = result.needlessWaivers().isEmpty() ? "" : ", waived clauses pass";
    return counts + orders + waivers + (result.complete() ? "" : ", stopped early");
  }

  private static String colour(RunResult result) {
    return switch (result.verdict()) {
      case CONFORMANT -> "brightgreen";
      case NOT_CONFORMANT -> "red";
      case UNDECIDED -> "orange";
    };
  }
}
