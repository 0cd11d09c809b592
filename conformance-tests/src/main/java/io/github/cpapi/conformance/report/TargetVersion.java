package io.github.cpapi.conformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.RunResult;

/** The version that a gateway names in its session status. */
final class TargetVersion {

  private static final String MEMBER = "serverVersion";

  private TargetVersion() {}

  /** Returns it; empty if no answer of the run named it. */
  static String of(RunResult run) {
    return run.clauses().stream()
        .flatMap(clause -> clause.exchanges().stream())
        .map(Exchange::responseBody)
        .filter(body -> body.contains(MEMBER))
        .map(body -> ResultsJson.tree(body).findPath(MEMBER))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst()
        .orElse("");
  }
}
