package io.github.cpapi.conformance.report;

import io.github.cpapi.conformance.probe.ProbeResult;
import io.github.cpapi.conformance.probe.ProbedExchange;
import io.github.cpapi.conformance.probe.TroubleResult;
import io.github.cpapi.conformance.probe.TroubleResult.Outcome;
import io.github.cpapi.conformance.result.Plural;
import java.time.Duration;
import java.util.List;

/**
 * What {@code probe.html} shows.
 *
 * @param verdictClass the name of the outcome in style sheets
 */
record ProbePage(
    ProbeResult result, String verdictClass, String started, String duration, List<Row> rows) {

  String troubles() {
    return Plural.of(rows.size(), "trouble");
  }

  /**
   * One trouble.
   *
   * @param kind the name of its outcome in style sheets
   * @param rerun runs just this again
   */
  record Row(TroubleResult result, String kind, List<Sent> exchanges, String rerun) {
    boolean harm() {
      return result.outcome() == Outcome.HARM;
    }
  }

  /** A request of the program and its answer. */
  record Sent(
      ProbedExchange exchange,
      String outcome,
      boolean good,
      String requestBody,
      String answerBody) {
    static Sent of(ProbedExchange exchange) {
      return new Sent(
          exchange,
          exchange.status() == 0 ? "no answer" : String.valueOf(exchange.status()),
          exchange.status() > 0 && exchange.status() < 400,
          ResultsJson.indented(exchange.requestBody()),
          ResultsJson.indented(exchange.answerBody()));
    }
  }

  static ProbePage of(ProbeResult result) {
    String command = "'" + result.command().replace("'", "'\\''") + "'";
    return new ProbePage(
        result,
        switch (result.outcome()) {
          case NO_HARM -> "conformant";
          case HARM -> "not_conformant";
          case NOT_MET -> "undecided";
        },
        ReportPage.TIME.format(result.started()),
        ReportPage.seconds(Duration.between(result.started(), result.ended()).toMillis()),
        result.troubles().stream()
            .map(
                trouble ->
                    new Row(
                        trouble,
                        switch (trouble.outcome()) {
                          case NO_HARM -> "pass";
                          case HARM -> "fail";
                          case NOT_MET -> "skip";
                        },
                        trouble.exchanges().stream().map(Sent::of).toList(),
                        "java -jar conformance.jar probe --run %s --trouble %s"
                            .formatted(command, trouble.trouble())))
            .toList());
  }
}
