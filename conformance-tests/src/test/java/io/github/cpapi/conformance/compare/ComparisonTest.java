package io.github.cpapi.conformance.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cpapi.conformance.compare.Divergence.Kind;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.contract.Clause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A comparison of two runs")
class ComparisonTest {

  private static final String PLACED =
      "[{\"order_id\":\"%s\",\"local_order_id\":\"%s\",\"order_status\":\"%s\"}]";

  private static final Exchange QUESTION =
      place("DU***01", "tag-1001", question("8a2dd547-6c58-4afd-a913-da34580d3dd1"));
  private static final Exchange ANSWER =
      answer(
          "8a2dd547-6c58-4afd-a913-da34580d3dd1",
          PLACED.formatted("1569548991", "tag-1001", "PreSubmitted"));
  private static final Exchange LISTED = list(row(1569548991, "PreSubmitted", 1795766014681L));
  private static final Exchange CANCELLED = cancel("1569548991", 1569548991);

  @Test
  @DisplayName("ignores ids, times, accounts and reply ids")
  void same() {
    assertDivergences(
            List.of(QUESTION, ANSWER, LISTED, CANCELLED),
            place("DU***02", "tag-2002", question("ca753a7b-e301-4ebd-b5fe-c63a42cc0667")),
            answer(
                "ca753a7b-e301-4ebd-b5fe-c63a42cc0667",
                PLACED.formatted("77777", "tag-2002", "PreSubmitted")),
            list(row(77777, "PreSubmitted", 1795766099999L)),
            cancel("77777", 77777))
        .isEmpty();
  }

  @Test
  @DisplayName("shows an answer about another order of the clause")
  void otherOrder() {
    Exchange second =
        place("DU***01", "tag-1002", PLACED.formatted("1569548992", "tag-1002", "PreSubmitted"));

    assertDivergences(
            List.of(QUESTION, ANSWER, second, CANCELLED),
            QUESTION,
            ANSWER,
            second,
            cancel("1569548991", 1569548992))
        .containsExactly(tuple(Kind.VALUE, 4, "cancelOrder", "/order_id", "1", "2"));
  }

  @Test
  @DisplayName("shows a missing member, another type and another value, with their places")
  void structure() {
    Exchange changed =
        answer(
            "8a2dd547-6c58-4afd-a913-da34580d3dd1",
            "[{\"order_id\":1569548991,\"order_status\":\"Submitted\"}]");

    assertDivergences(List.of(QUESTION, ANSWER), QUESTION, changed)
        .containsExactly(
            tuple(
                Kind.STRUCTURE,
                2,
                "answerQuestion",
                "/*/order_id",
                "string \"order 1\"",
                "number 1"),
            tuple(
                Kind.STRUCTURE,
                2,
                "answerQuestion",
                "/*/local_order_id",
                "string \"tag 1\"",
                "(none)"),
            tuple(
                Kind.VALUE,
                2,
                "answerQuestion",
                "/*/order_status",
                "\"PreSubmitted\"",
                "\"Submitted\""));
  }

  @Test
  @DisplayName("shows another status instead of its body")
  void status() {
    assertDivergences(
            List.of(CANCELLED),
            exchange(
                "cancelOrder",
                "DELETE",
                "/iserver/account/DU***01/order/1569548991",
                "",
                400,
                "{\"error\":\"gone\"}"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.toList())
                    .contains(Kind.STATUS, "status", "400 {\"error\":\"gone\"}"));
  }

  @Test
  @DisplayName("shows another media type")
  void mediaType() {
    Exchange text =
        new Exchange(
            CANCELLED.time(),
            CANCELLED.sender(),
            CANCELLED.operation(),
            CANCELLED.method(),
            CANCELLED.path(),
            "",
            200,
            "text/plain",
            CANCELLED.responseBody(),
            1);

    assertDivergences(List.of(CANCELLED), text)
        .containsExactly(
            tuple(Kind.STATUS, 1, "cancelOrder", "Content-Type", "application/json", "text/plain"));
  }

  @Test
  @DisplayName("shows a question more as one step, and aligns what follows")
  void extraStep() {
    Exchange second =
        answer("8a2dd547-6c58-4afd-a913-da34580d3dd1", question("a-reply-of-another-kind"));

    assertDivergences(
            List.of(QUESTION, ANSWER, LISTED, CANCELLED),
            QUESTION,
            second,
            answer("a-reply-of-another-kind", ANSWER.responseBody()),
            LISTED,
            CANCELLED)
        .filteredOn(one -> one.toList().contains(Kind.STEP))
        .singleElement()
        .satisfies(one -> assertThat(one.toList()).contains(3, "answerQuestion", "(none)"));
  }

  @Test
  @DisplayName("does not count how often a test polled")
  void polls() {
    Exchange empty = list();

    assertDivergences(
            List.of(QUESTION, ANSWER, empty, LISTED, CANCELLED),
            QUESTION,
            ANSWER,
            empty,
            empty,
            empty,
            LISTED,
            CANCELLED)
        .isEmpty();
    assertDivergences(List.of(QUESTION, ANSWER, empty, LISTED), QUESTION, ANSWER, LISTED)
        .isNotEmpty();
  }

  @Test
  @DisplayName("finds the own row among those of others")
  void foreignRows() {
    assertDivergences(
            List.of(QUESTION, ANSWER, LISTED),
            QUESTION,
            ANSWER,
            list(
                row(41, "Filled", 1795766014681L).replace("tag-1001", "by hand"),
                row(1569548991, "PreSubmitted", 1795766014681L)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.toList()).contains(Kind.STRUCTURE, 3, "/orders/*", "(none)");
              assertThat(String.valueOf(one.toList().get(5))).contains("Filled");
            });
  }

  @Test
  @DisplayName("shows rows in another order")
  void order() {
    Exchange two =
        exchange("getStocks", "GET", "/trsrv/stocks", "", 200, "[{\"conid\":1},{\"conid\":2}]");

    assertDivergences(
            List.of(two),
            exchange("getStocks", "GET", "/trsrv/stocks", "", 200, "[{\"conid\":2},{\"conid\":1}]"))
        .containsExactly(
            tuple(
                Kind.STRUCTURE, 1, "getStocks", "", "rows in this order", "rows in another order"));
  }

  @Test
  @DisplayName("shows text that became JSON, and a body that is gone")
  void bodies() {
    Exchange text = exchange("tickle", "POST", "/tickle", "", 200, "Access Denied");

    assertDivergences(List.of(text), exchange("tickle", "POST", "/tickle", "", 200, "{}"))
        .containsExactly(tuple(Kind.STRUCTURE, 1, "tickle", "", "Access Denied", "{}"));
    assertDivergences(List.of(text), exchange("tickle", "POST", "/tickle", "", 200, ""))
        .containsExactly(tuple(Kind.STRUCTURE, 1, "tickle", "", "Access Denied", "no body"));
  }

  @Test
  @DisplayName("shows another verdict and another reason, above all else")
  void verdicts() {
    Comparison comparison =
        compare(
            run(
                result("ORD-02", Status.PASS, "", LISTED),
                result("ORD-03", Status.FAIL, "order 1569548991 is gone", QUESTION, ANSWER)),
            run(
                result("ORD-02", Status.FAIL, "no row", list()),
                result("ORD-03", Status.FAIL, "no such field", QUESTION, ANSWER)));

    assertThat(comparison.divergences())
        .extracting(Divergence::kind, Divergence::clause, Divergence::left, Divergence::right)
        .startsWith(
            tuple(Kind.VERDICT, "ORD-02", "pass", "fail: no row"),
            tuple(Kind.VERDICT, "ORD-03", "fail: order order 1 is gone", "fail: no such field"))
        .hasSize(3);
  }

  @Test
  @DisplayName("lists clauses that only one run judged, which are no divergence")
  void notCompared() {
    Comparison comparison =
        compare(
            run(result("ORD-02", Status.PASS, ""), result("SES-03", Status.PASS, "")),
            run(
                result("SES-03", Status.SKIP, "needs steering"),
                result("PAC-01", Status.UNTESTED, "")));

    assertThat(comparison.differs()).isFalse();
    assertThat(comparison.compared()).isEmpty();
    assertThat(comparison.notCompared())
        .extracting(
            Comparison.NotCompared::clause,
            Comparison.NotCompared::left,
            Comparison.NotCompared::right)
        .containsExactlyInAnyOrder(
            tuple("ORD-02", "pass", "not part of the run"),
            tuple("SES-03", "pass", "skip: needs steering"),
            tuple("PAC-01", "not part of the run", "untested"));
  }

  @Test
  @DisplayName("shows findings that only one target has")
  void findings() {
    RunResult plain = run(result("ORD-02", Status.PASS, ""));

    Comparison comparison =
        compare(plain, withFindings(plain, finding("ORD-02"), finding("LIV-01")));

    assertThat(comparison.divergences())
        .containsExactly(
            new Divergence(
                Kind.FINDING, "ORD-02", 0, "placeOrders", "/*/order_id", "(none)", "is a number"));
    assertThat(
            compare(withFindings(plain, finding("ORD-02")), withFindings(plain, finding("LIV-01")))
                .differs())
        .isFalse();
  }

  private static Finding finding(String clause) {
    String place = clause.equals("ORD-02") ? "/0/order_id" : "/3/order_id";
    return new Finding(
        Finding.Grade.CONTRADICTS, "placeOrders", 200, place, "is a number", clause, 1);
  }

  private static ListAssert<Tuple> assertDivergences(List<Exchange> left, Exchange... right) {
    Comparison comparison =
        compare(
            run(result("ORD-02", Status.PASS, "", left.toArray(Exchange[]::new))),
            run(result("ORD-02", Status.PASS, "", right)));
    List<Tuple> tuples = new ArrayList<>();
    for (Divergence one : comparison.divergences()) {
      tuples.add(
          tuple(one.kind(), one.step(), one.operation(), one.place(), one.left(), one.right()));
    }
    return assertThat(tuples);
  }

  private static Comparison compare(RunResult left, RunResult right) {
    return Comparison.of("a", left, "b", right);
  }

  private static RunResult run(ClauseResult... results) {
    return new RunResult(
        RunResult.FORMAT,
        "1",
        "1",
        "the mock",
        Instant.EPOCH,
        Instant.EPOCH,
        true,
        Arrays.asList(results),
        List.of(),
        List.of());
  }

  private static RunResult withFindings(RunResult run, Finding... findings) {
    return new RunResult(
        run.format(),
        run.kitVersion(),
        run.contractVersion(),
        run.target(),
        run.started(),
        run.ended(),
        true,
        run.clauses(),
        Arrays.asList(findings),
        List.of());
  }

  private static ClauseResult result(
      String clause, Status status, String reason, Exchange... exchanges) {
    return new ClauseResult(
        Clause.all().stream().filter(one -> one.id().equals(clause)).findFirst().orElseThrow(),
        status,
        reason,
        1,
        Arrays.asList(exchanges));
  }

  private static String question(String replyId) {
    return "[{\"id\":\"%s\",\"message\":[\"Sure?\"],\"messageIds\":[\"o163\"]}]".formatted(replyId);
  }

  private static Exchange place(String account, String tag, String answer) {
    return exchange(
        "placeOrders",
        "POST",
        "/iserver/account/" + account + "/orders",
        "{\"orders\":[{\"acctId\":\"%s\",\"cOID\":\"%s\",\"price\":1.5}]}".formatted(account, tag),
        200,
        answer);
  }

  private static Exchange answer(String replyId, String answer) {
    return exchange(
        "answerQuestion", "POST", "/iserver/reply/" + replyId, "{\"confirmed\":true}", 200, answer);
  }

  private static String row(long id, String status, long time) {
    return "{\"orderId\":%d,\"status\":\"%s\",\"lastExecutionTime_r\":%d,\"lastExecutionTime\":\"%d\"}"
        .formatted(id, status, time, time / 10);
  }

  private static Exchange list(String... rows) {
    return exchange(
        "getLiveOrders",
        "GET",
        "/iserver/account/orders",
        "",
        200,
        "{\"orders\":[" + String.join(",", rows) + "]}");
  }

  private static Exchange cancel(String id, long answered) {
    return exchange(
        "cancelOrder",
        "DELETE",
        "/iserver/account/DU***01/order/" + id,
        "",
        200,
        "{\"order_id\":" + answered + ",\"msg\":\"Request was submitted\"}");
  }

  private static Exchange exchange(
      String operation, String method, String path, String body, int status, String answer) {
    return new Exchange(
        Instant.EPOCH, "raw", operation, method, path, body, status, "application/json", answer, 1);
  }
}
