package io.github.cpapi.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.contract.Clause;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.contract.SpecValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The coverage")
class CoverageTest {

  @Test
  @DisplayName("counts the answers that were seen, and marks those that the contract lacks")
  void answers() {
    Coverage coverage = Coverage.of(run(answer(200), answer(200), answer(418), answer(0)));

    Coverage.Row tickle =
        coverage.rows().stream()
            .filter(row -> row.operation().equals("tickle"))
            .findFirst()
            .orElseThrow();
    assertThat(tickle.answers())
        .contains(new Coverage.Answer(200, 2, true), new Coverage.Answer(418, 1, false))
        .filteredOn(answer -> answer.kind().equals("unseen"))
        .isNotEmpty();
    assertThat(coverage.operations()).isEqualTo(Spec.load().operations().size());
    assertThat(coverage.called()).isEqualTo(1);
    assertThat(coverage.seen()).isEqualTo(1);
  }

  @Test
  @DisplayName("counts the branches of unions and the members of requests")
  void parts() {
    Coverage coverage = Coverage.of(Runs.clean());

    Coverage.Row placed = row(coverage, "placeOrders");
    assertThat(placed.branches())
        .filteredOn(Coverage.Part::seen)
        .extracting(Coverage.Part::name)
        .containsExactly("OrderReply: OrderRows", "OrderRow: OrderQuestion");
    assertThat(placed.branches())
        .contains(
            new Coverage.Part("OrderReply: OrderRefusal", 0),
            new Coverage.Part("OrderRow: OrderFailure", 0));
    assertThat(placed.requestMembers())
        .filteredOn(Coverage.Part::seen)
        .extracting(Coverage.Part::name)
        .contains("orders", "orders.cOID", "orders.price")
        .doesNotContain("orders.auxPrice");
    assertThat(placed.requestMembers()).contains(new Coverage.Part("orders.auxPrice", 0));
    assertThat(row(coverage, "tickle").branches())
        .filteredOn(Coverage.Part::seen)
        .extracting(Coverage.Part::name)
        .contains("TickleReply: Tickle");
    assertThat(row(coverage, "getLiveOrders").requestMembers())
        .filteredOn(Coverage.Part::seen)
        .extracting(Coverage.Part::name)
        .containsExactly("?accountId");
    assertThat(coverage.branchesSeen()).isPositive().isLessThan(coverage.branches());
    assertThat(coverage.requestMembersSeen()).isPositive().isLessThan(coverage.requestMembers());
  }

  @Test
  @DisplayName("finds the same branch as the validation, in every recording")
  void sameAsTheValidation() {
    Spec spec = Spec.load();
    SpecValidator validator = new SpecValidator(spec);
    Members members = new Members(spec);
    List<String> others = new ArrayList<>();
    for (Recording recording : Recordings.load().all()) {
      JsonNode body = recording.responseBody().orElse(MissingNode.getInstance());
      Operation operation = spec.operation(recording.operation());
      for (String branch : members.branches(operation, recording.status(), body)) {
        String name = branch.replaceAll(".*: ", "");
        boolean fits =
            Stream.concat(Stream.of(body), StreamSupport.stream(body.spliterator(), false))
                .anyMatch(value -> validator.schema(name, value).isEmpty());
        if (!fits) {
          others.add(recording.name() + " " + branch);
        }
      }
    }

    assertThat(others).isEmpty();
  }

  private static Coverage.Row row(Coverage coverage, String operation) {
    return coverage.rows().stream()
        .filter(row -> row.operation().equals(operation))
        .findFirst()
        .orElseThrow();
  }

  private static Exchange answer(int status) {
    return new Exchange(Runs.START, "raw", "tickle", "POST", "/tickle", "", status, "", "", 1);
  }

  private static RunResult run(Exchange... exchanges) {
    return new RunResult(
        RunResult.FORMAT,
        "1",
        "1",
        "the mock",
        Runs.START,
        Runs.START,
        true,
        List.of(new ClauseResult(Clause.all().get(0), Status.PASS, "", 1, List.of(exchanges))),
        List.of(),
        List.of());
  }
}
