package io.github.cpapi.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.contract.Clause;
import io.github.cpapi.contract.Spec;
import java.util.List;
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
