package io.github.cpapi.conformance.drift.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.drift.Direction;
import io.github.cpapi.conformance.drift.Drift;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.Place;
import io.github.cpapi.conformance.drift.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The plan for findings")
class DriftPlanTest {

  private static final Path PROJECT = Path.of("..");

  @Test
  @DisplayName(
      "names the lines of the contract, the recordings, clauses and Java names, and ends with the build")
  void steps() throws IOException {
    String plan = DriftPlan.of(drift(Severity.ORDERS_AT_RISK), "new.json", PROJECT);

    assertThat(plan)
        .containsSubsequence(
            "1. enum-value-removed:placeOrders:request:/orders/*/side (orders at risk)",
            "before      enum: [BUY, SELL]",
            "edit        openapi/spec/cpapi.yaml:",
            "OrderTicket.side",
            "named in    openapi/spec/order-types.yaml:",
            "recordings  openapi/recordings/",
            "clauses     openapi/spec/clauses.yaml:",
            "ORD-01",
            "java        OrderTicket.side",
            "used in     generated-client/src/main/java/",
            "to do       Ask.",
            "2. mvn -Pregenerate\n",
            "3. mvn -Pregenerate -Daccept\n",
            "4. git diff\n",
            "drift accept new.json\n");
  }

  @Test
  @DisplayName("names only lines that have what it says")
  void lines() throws IOException {
    String plan = DriftPlan.of(drift(Severity.ORDERS_AT_RISK), "new.json", PROJECT);

    List<MatchResult> named =
        Pattern.compile("(?m)(\\S+\\.(?:yaml|java)):(\\d+)").matcher(plan).results().toList();
    assertThat(named).hasSizeGreaterThan(10);
    for (MatchResult name : named) {
      String line =
          Files.readAllLines(PROJECT.resolve(name.group(1)))
              .get(Integer.parseInt(name.group(2)) - 1);
      assertThat(line).as(name.group()).containsAnyOf("side", "- id: ");
    }
  }

  @Test
  @DisplayName("has no step for what is text only")
  void textOnly() throws IOException {
    assertThat(DriftPlan.of(drift(Severity.TEXT_ONLY), "new.json", PROJECT))
        .contains(": nothing to edit\n", "1. mvn -Pregenerate\n");
  }

  private static Drift drift(Severity severity) {
    return new Drift(
        "baseline",
        "new.json",
        Instant.EPOCH,
        List.of(),
        List.of(
            new Finding(
                "enum-value-removed:placeOrders:request:/orders/*/side",
                "enum-value-removed",
                severity,
                List.of(new Place("placeOrders", Direction.REQUEST, "/orders/*/side")),
                "SELL is gone.",
                "enum: [BUY, SELL]",
                "enum: [BUY]",
                List.of("OrderTicket.side"),
                List.of(),
                "Ask.")));
  }
}
