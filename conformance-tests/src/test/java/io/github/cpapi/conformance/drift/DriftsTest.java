package io.github.cpapi.conformance.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.github.cpapi.conformance.drift.document.Document;
import io.github.cpapi.conformance.drift.document.DocumentException;
import io.github.cpapi.conformance.drift.side.Baseline;
import io.github.cpapi.conformance.drift.side.Drifts;
import io.github.cpapi.conformance.drift.side.IgnoredFindings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sides, from end to end. */
class DriftsTest {

  private static final Drifts DRIFTS = new Drifts(Clock.systemUTC());

  @Test
  void theAcceptedFactsAreTheBaselineAndDoNotDiffer(@TempDir Path folder) {
    Document facts = Baseline.read(Path.of("none"));

    Path file = Baseline.accept(facts, folder);

    assertThat(file).hasFileName("2.28.0.yaml");
    assertThat(DRIFTS.compare(Drifts.BASELINE, file.toString(), true).findings()).isEmpty();
  }

  @Test
  void theContractClaimsItsCorrections() {
    assertThat(DRIFTS.compare(Drifts.CONTRACT, Drifts.BASELINE, false).findings())
        .noneMatch(finding -> finding.id().contains("OrderReply"))
        .noneMatch(finding -> finding.rule().equals("correction-settled"))
        .noneMatch(finding -> finding.id().contains("local_order_id"));
  }

  @Test
  void theContractDoesNotDifferFromItself() {
    assertThat(DRIFTS.compare(Drifts.CONTRACT, Drifts.CONTRACT, true).findings()).isEmpty();
  }

  @Test
  void againstTheBaselineTheContractHasFourUnprovedMembersAndOtherwiseBlindSpots() {
    assertThat(DRIFTS.compare(Drifts.CONTRACT, Drifts.BASELINE, false).findings())
        .filteredOn(finding -> finding.severity().compareTo(Severity.BLIND_SPOT) < 0)
        .extracting(Finding::id)
        .containsExactly(
            "member-removed:getContractRules:request:/exchange",
            "member-removed:getOrderStatus:answer:/contract_description_2",
            "parameter-removed:openBrokerageSession:request:/query:compete",
            "parameter-removed:openBrokerageSession:request:/query:publish");
  }

  @Test
  void whatTheContractClaimsHidesNoNewDifference(@TempDir Path folder) throws IOException {
    ObjectNode facts = Baseline.read(Path.of("none")).facts().deepCopy();
    member(facts, "singleOrderSubmissionRequest").withArray("required").add("cOID");
    member(facts, "tradesResponse/items/properties/conid").put("type", "boolean");

    assertThat(against(facts, folder))
        .extracting(Finding::id)
        .contains(
            "required-added:modifyOrder:request:/cOID", "type-changed:getTrades:answer:/*/conid");
  }

  @Test
  void aCorrectionThatTheDocumentTakesOverIsSettled(@TempDir Path folder) throws IOException {
    ObjectNode facts = Baseline.read(Path.of("none")).facts().deepCopy();
    member(facts, "tradesResponse/items/properties/conid")
        .put("type", "integer")
        .put("format", "int32");

    assertThat(against(facts, folder))
        .extracting(Finding::id)
        .contains("correction-settled:Trade.conid");
  }

  @Test
  void aDocumentThatTurnsToTheRecordingsIsRepairedAndOneThatTurnsAwayMovedAway(@TempDir Path folder)
      throws IOException {
    Finding repaired = onlyFinding("conid", "integer", folder);
    Finding moved = onlyFinding("trade_time", "boolean", folder);

    assertThat(repaired.severity()).isEqualTo(Severity.REPAIRED);
    assertThat(moved.severity()).isEqualTo(Severity.MOVED_AWAY);
    assertThat(repaired.recordings()).contains("orders/trades");
    assertThat(moved.recordings()).contains("orders/trades");
    assertThat(moved.javaNames()).containsExactly("OrdersApi.getTrades", "Trade.tradeTime");
  }

  private static Finding onlyFinding(String member, String type, Path folder) throws IOException {
    ObjectNode facts = Baseline.read(Path.of("none")).facts().deepCopy();
    member(facts, "tradesResponse/items/properties/" + member).put("type", type);
    Path file = Files.writeString(folder.resolve(member + ".json"), facts.toString());
    List<Finding> findings = DRIFTS.compare(Drifts.BASELINE, file.toString(), false).findings();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void anOrderThatContradictsTheRecordingsStaysAtRisk(@TempDir Path folder) throws IOException {
    ObjectNode facts = Baseline.read(Path.of("none")).facts().deepCopy();
    member(facts, "singleOrderSubmissionRequest/properties/side").put("type", "integer");
    Path file = Files.writeString(folder.resolve("revision.json"), facts.toString());

    assertThat(DRIFTS.compare(Drifts.BASELINE, file.toString(), false).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ORDERS_AT_RISK);
              assertThat(finding.what()).endsWith("recordings contradict this.");
            });
  }

  @Test
  void anAddressIsFetchedAndOtherStatusesAreNoDocument() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] facts = Baseline.read(Path.of("none")).facts().toString().getBytes(UTF_8);
    server.createContext(
        "/document",
        exchange -> {
          exchange.sendResponseHeaders(200, facts.length);
          exchange.getResponseBody().write(facts);
          exchange.close();
        });
    server.start();
    String address = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
    try {
      assertThat(DRIFTS.compare(Drifts.BASELINE, address + "document", true).findings()).isEmpty();
      assertThatThrownBy(() -> DRIFTS.read(address + "other"))
          .isInstanceOf(DocumentException.class)
          .hasMessage(address + "other cannot be read: status 404");
    } finally {
      server.stop(0);
    }
  }

  private static ObjectNode member(ObjectNode facts, String schema) {
    return (ObjectNode) facts.at("/components/schemas/" + schema);
  }

  private static List<Finding> against(ObjectNode facts, Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("revision.json"), facts.toString());
    return DRIFTS.compare(Drifts.CONTRACT, file.toString(), false).findings();
  }

  @Test
  void recordedAnswersAreComparedWithTheContract(@TempDir Path folder) throws IOException {
    recording(folder, "{\"order_id\": 7, \"order_status\": \"Submitted\", \"brand_new\": 1}");

    Drift drift = DRIFTS.compare(folder.toString(), Drifts.CONTRACT, false);

    assertThat(drift.findings())
        .extracting(Finding::rule)
        .contains("answer-violates-contract", "answer-has-unknown-member");
    assertThat(drift.worst()).contains(Severity.ORDERS_AT_RISK);
    assertThat(drift.findings()).allMatch(f -> f.recordings().equals(List.of("orders/placed")));
  }

  @Test
  void recordedAnswersAreNotComparedWithOtherDocuments(@TempDir Path folder) {
    assertThatThrownBy(() -> DRIFTS.compare(folder.toString(), Drifts.BASELINE, false))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("compared with contract");
  }

  @Test
  void anIgnoredFindingIsLeftOutUntilItsDay(@TempDir Path folder) throws IOException {
    recording(folder, "[{\"order_id\": \"7\", \"order_status\": \"Submitted\", \"brand_new\": 1}]");
    Drift drift = DRIFTS.compare(folder.toString(), Drifts.CONTRACT, false);
    String id = drift.findings().get(0).id();
    Path file = folder.resolve("ignored.yaml");
    Files.writeString(
        file, "- {finding: '%s', reason: known, expires: 2026-12-31}\n".formatted(id));

    var before = IgnoredFindings.read(file, LocalDate.of(2026, 12, 31)).applied(drift);
    var after = IgnoredFindings.read(file, LocalDate.of(2027, 1, 1)).applied(drift);

    assertThat(before.drift().findings()).isEmpty();
    assertThat(before.ignored()).hasSize(1);
    assertThat(after.drift().findings()).hasSize(1);
    assertThat(after.notes()).containsExactly(id + " was ignored until 2026-12-31: known");
  }

  @Test
  void anEntryWithoutReasonIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ignored.yaml");
    Files.writeString(file, "- {finding: x, expires: 2026-12-31}\n");

    assertThatThrownBy(() -> IgnoredFindings.read(file, LocalDate.EPOCH))
        .hasMessageContaining("entry 1: reason is missing or empty");
  }

  private static void recording(Path folder, String body) throws IOException {
    Files.createDirectories(folder.resolve("orders"));
    Files.writeString(
        folder.resolve("orders/placed.json"),
        "{\"metadata\": {\"operation\": \"placeOrders\"}, \"response\": {\"status\": 200, \"headers\": {\"Content-Type\": \"application/json\"}, \"jsonBody\": %s}}"
            .formatted(body));
  }
}
