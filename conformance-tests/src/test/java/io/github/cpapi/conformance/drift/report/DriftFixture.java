package io.github.cpapi.conformance.drift.report;

import io.github.cpapi.conformance.drift.Direction;
import io.github.cpapi.conformance.drift.Drift;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.Place;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Findings of each severity. */
final class DriftFixture {

  static final Finding BODY =
      new Finding(
          "type-changed:placeOrders:request:/orders",
          "type-changed",
          Severity.ORDERS_AT_RISK,
          List.of(new Place("placeOrders", Direction.REQUEST, "/orders")),
          "The orders of a request are an object instead of an array.",
          "orders:\n  type: array\n  items: OrderTicket",
          "orders:\n  type: object\n  properties:\n    ticket: OrderTicket",
          List.of("OrdersRequest.orders", "OrdersApi.placeOrders"),
          List.of("orders/acknowledged", "orders/question-o163"),
          "Record an order on a paper account before any order is sent with the new body.");

  static final Finding SIDE =
      new Finding(
          "enum-value-removed:placeOrders:request:/orders/*/side",
          "enum-value-removed",
          Severity.ORDERS_AT_RISK,
          List.of(
              new Place("placeOrders", Direction.REQUEST, "/orders/*/side"),
              new Place("modifyOrder", Direction.REQUEST, "/side")),
          "The side SELL is gone.",
          "enum: [BUY, SELL]",
          "enum: [BUY]",
          List.of("OrderTicket.side", "Side.SELL"),
          List.of(),
          "Check on a paper account whether a sale is still accepted.");

  private DriftFixture() {}

  static Drift none() {
    return drift(List.of());
  }

  static Drift few() {
    return drift(
        List.of(
            SIDE,
            BODY,
            new Finding(
                "member-removed:getTrades:answer:/*/price",
                "member-removed",
                Severity.CLIENT_BREAKS,
                List.of(new Place("getTrades", Direction.ANSWER, "/*/price")),
                "The price of a trade is gone.",
                "price: {type: string}",
                "",
                List.of("Trade.price"),
                List.of("orders/trades"),
                "")));
  }

  /** One finding about all operations, and many others, with texts that need to be escaped. */
  static Drift many() {
    List<Finding> findings = new ArrayList<>(few().findings());
    List<Operation> operations = Spec.load().operations();
    findings.add(
        new Finding(
            "status-added:*:answer:500",
            "status-added",
            Severity.BLIND_SPOT,
            operations.stream()
                .map(operation -> new Place(operation.id(), Direction.ANSWER, "/500"))
                .toList(),
            "The status 500 has a body of its own.",
            "",
            "'500': {error: string, code: <integer> & \"more\" ]]> ``` \u0000}",
            List.of(),
            List.of(),
            "Add it to the responses, when it was seen."));
    Severity[] severities = Severity.values();
    for (int i = 0; i < 60; i++) {
      findings.add(
          new Finding(
              "text-changed:%s:none:/%d".formatted(operations.get(i % 20).id(), i),
              "text-changed",
              severities[2 + i % 4],
              List.of(new Place("GET /new/path/" + i, Direction.NONE, "")),
              "A <b>description</b> has *other* words, number %d, 100%%.".formatted(i),
              "the old text, ".repeat(i % 5 + 1),
              "the new text, ".repeat(i % 3 + 1),
              List.of(),
              List.of("orders/acknowledged"),
              "Nothing::to do"));
    }
    return drift(findings);
  }

  private static Drift drift(List<Finding> findings) {
    return new Drift(
        "IBKR 2.28.0",
        "https://api.example/gw/api/v3/api-docs",
        Instant.parse("2026-11-27T08:30:00Z"),
        List.of("components/schemas/Orders: an array without items is an array of anything"),
        findings);
  }
}
