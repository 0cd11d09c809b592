package io.github.cpapi.conformance.report;

import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.result.WaiverResult;
import io.github.cpapi.contract.Clause;
import io.github.cpapi.contract.Recordings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Results of runs that never were, with the clauses and recordings of the contract. */
public final class Runs {

  static final Instant START = Instant.parse("2026-03-02T14:30:00Z");

  /** The clauses that do not pass in {@link #troubled()}. */
  static final Map<String, Verdict> TROUBLES =
      Map.of(
          "ORD-02", new Verdict(Status.FAIL, "Expecting actual:\n  200\nto be equal to:\n  400"),
          "RPL-01",
              new Verdict(
                  Status.FAIL, "The second question was not asked: <array> expected & 3 rows"),
          "BRK-02", new Verdict(Status.FAIL, "The answer has 1 row for 2 legs"),
          "CAN-03", new Verdict(Status.FAIL, "The order is still listed after 10 s"),
          "MKT-02", new Verdict(Status.FAIL, "The field 6509 is missing"),
          "CON-05", new Verdict(Status.ERROR, "java.net.SocketTimeoutException: no answer in 10 s"),
          "SES-03", new Verdict(Status.SKIP, "needs steering, which a live gateway does not offer"),
          "PAC-01",
              new Verdict(Status.UNTESTED, "a test would lock the account out for 15 minutes"),
          "ORD-08", new Verdict(Status.WAIVED, "corrected by the gateway's next release"));

  private static final Recordings RECORDINGS = Recordings.load();

  private static final String ORDER =
      "{\"orders\":[{\"acctId\":\"DU1234567\",\"conid\":265598,\"cOID\":\"cpapi-r7-1\",\"orderType\":\"LMT\","
          + "\"price\":1.5,\"side\":\"BUY\",\"quantity\":1,\"tif\":\"DAY\"}]}";

  record Verdict(Status status, String reason) {}

  private Runs() {}

  /** Nothing went wrong. */
  static RunResult clean() {
    return run(Map.of(), List.of(), List.of());
  }

  /** Five failures, and one clause of each other status at least. */
  public static RunResult troubled() {
    return run(
        TROUBLES,
        List.of(
            new Finding(
                Finding.Grade.CONTRADICTS,
                "placeOrders",
                200,
                "/0/order_id",
                "is a number; the contract has a string",
                "ORD-05",
                7),
            new Finding(
                Finding.Grade.UNKNOWN,
                "GET /iserver/account/DU1234567/alerts",
                200,
                "",
                "The contract has no such operation",
                "LIV-01",
                1),
            new Finding(
                Finding.Grade.NEW_VALUE,
                "getLiveOrders",
                200,
                "/orders/0/status",
                "\"PendingReplace\" is not among the values of status",
                "LIV-02",
                2)),
        List.of("order 1234567 of account DU1234567, BUY 1 AAPL LMT 1.50, cOID cpapi-r7-9"));
  }

  /** Nothing went wrong, but the file of waivers is not up to date. */
  static RunResult waived() {
    RunResult run = clean();
    return run.withWaivers(
        run.clauses(),
        List.of(
            waiver("CON-01", WaiverResult.State.CLAUSE_PASSES),
            waiver("CON-02", WaiverResult.State.EXPIRED)));
  }

  private static WaiverResult waiver(String clause, WaiverResult.State state) {
    return new WaiverResult(
        clause, "DU1234567 <is> gone", "reported", LocalDate.of(2026, 3, 1), state);
  }

  static RunResult run(
      Map<String, Verdict> verdicts, List<Finding> findings, List<String> leftovers) {
    return new RunResult(
        RunResult.FORMAT,
        "0.1.0",
        "0.1.0",
        "paper account DU1234567 at https://localhost:5000/v1/api",
        START,
        START.plusMillis(23_400),
        true,
        Clause.all().stream().map(clause -> result(clause, verdicts)).toList(),
        findings,
        leftovers);
  }

  static ClauseResult result(Clause clause, Map<String, Verdict> verdicts) {
    Verdict verdict = verdicts.getOrDefault(clause.id(), new Verdict(Status.PASS, ""));
    return switch (verdict.status()) {
      case SKIP, UNTESTED ->
          new ClauseResult(clause, verdict.status(), verdict.reason(), 0, List.of());
      default ->
          new ClauseResult(clause, verdict.status(), verdict.reason(), 412, exchanges(clause));
    };
  }

  private static List<Exchange> exchanges(Clause clause) {
    return switch (clause.id().substring(0, 3)) {
      case "RPL" -> questions();
      case "SES" -> List.of(tickle());
      case "CON" -> List.of(silence());
      case "ORD", "BRK" -> questions().subList(2, 4);
      default -> List.of(liveOrders());
    };
  }

  private static List<Exchange> questions() {
    return List.of(
        exchange(0, "placeOrders", "POST", orders(), ORDER, "orders/question-o10164", 38),
        answer(60, "00000000-0000-4000-8000-000000000002", "replies/question-o10153"),
        answer(140, replyId("replies/question-o10153"), "replies/acknowledged"),
        exchange(
            300,
            "getLiveOrders",
            "GET",
            "/iserver/account/orders",
            "",
            "orders/live-orders-warm",
            12));
  }

  private static Exchange answer(long after, String replyId, String recording) {
    return exchange(
        after,
        "answerQuestion",
        "POST",
        "/iserver/reply/" + replyId,
        "{\"confirmed\":true}",
        recording,
        45);
  }

  private static Exchange tickle() {
    return exchange(0, "tickle", "POST", "/tickle", "", "session/tickle", 9);
  }

  private static Exchange liveOrders() {
    return exchange(
        0,
        "getLiveOrders",
        "GET",
        "/iserver/account/orders?accountId=DU1234567",
        "",
        "orders/live-orders-warm",
        12);
  }

  private static Exchange silence() {
    return new Exchange(
        START,
        "client",
        null,
        "GET",
        "/trsrv/stocks?symbols=O'Reilly",
        "",
        0,
        "",
        "java.net.SocketTimeoutException: timeout",
        10_000);
  }

  private static String orders() {
    return "/iserver/account/DU1234567/orders";
  }

  private static String replyId(String recording) {
    return RECORDINGS.get(recording).responseBody().orElseThrow().path(0).path("id").asText();
  }

  private static Exchange exchange(
      long after,
      String operation,
      String method,
      String path,
      String body,
      String recording,
      long milliseconds) {
    return new Exchange(
        START.plusMillis(after),
        "raw",
        operation,
        method,
        path,
        body,
        200,
        "application/json",
        RECORDINGS.get(recording).responseBody().orElseThrow().toString(),
        milliseconds);
  }

  static Stream<RunResult> all() {
    return Stream.of(clean(), troubled(), waived());
  }
}
