package io.github.cpapi.conformance.report;

import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.WaiverResult;

/** Masks personal data in every text of a result that comes from outside the contract. */
final class Masked {

  private Masked() {}

  static RunResult of(RunResult result) {
    return new RunResult(
        result.format(),
        result.kitVersion(),
        result.contractVersion(),
        Redactor.redact(result.target()),
        result.started(),
        result.ended(),
        result.complete(),
        result.clauses().stream().map(Masked::of).toList(),
        result.findings().stream().map(Masked::of).toList(),
        result.leftovers().stream().map(Redactor::redact).toList(),
        result.fills().stream().map(Redactor::redact).toList(),
        result.waivers().stream().map(Masked::of).toList());
  }

  private static WaiverResult of(WaiverResult waiver) {
    return new WaiverResult(
        waiver.clause(),
        Redactor.redact(waiver.condition()),
        Redactor.redact(waiver.reason()),
        waiver.expires(),
        waiver.state());
  }

  private static ClauseResult of(ClauseResult result) {
    return new ClauseResult(
        result.clause(),
        result.status(),
        Redactor.redact(result.reason()),
        result.milliseconds(),
        result.exchanges().stream().map(Masked::of).toList());
  }

  private static Exchange of(Exchange exchange) {
    return new Exchange(
        exchange.time(),
        exchange.sender(),
        exchange.operation(),
        exchange.method(),
        Redactor.redact(exchange.path()),
        Redactor.redact(exchange.requestBody()),
        exchange.status(),
        exchange.contentType(),
        Redactor.redact(exchange.responseBody()),
        exchange.milliseconds());
  }

  private static Finding of(Finding finding) {
    return new Finding(
        finding.grade(),
        Redactor.redact(finding.operation()),
        finding.status(),
        Redactor.redact(finding.pointer()),
        Redactor.redact(finding.message()),
        finding.clause(),
        finding.count());
  }
}
