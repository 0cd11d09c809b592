package io.github.cpapi.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.mutant.Trial.Fate;
import io.github.cpapi.contract.Clause;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The suites notice a gateway that is broken")
class MutantsTest {

  private static final Mutants MUTANTS = Mutants.read();

  @Test
  @DisplayName("for each clause that has a test there is one such gateway")
  void oneForEachClause() {
    assertThat(MUTANTS.clauses())
        .extracting(Mutant::name)
        .containsExactlyInAnyOrderElementsOf(
            Clause.all().stream()
                .filter(clause -> clause.reasonUntested().isEmpty())
                .map(Clause::id)
                .toList());
  }

  @Test
  @DisplayName("by the clause that it breaks, and otherwise only by related ones of its area")
  void ownClause() {
    List<Trial> trials = Trials.of(MUTANTS.clauses(), MutantsTest::isOfItsArea, trial -> {});

    assertThat(trials)
        .allSatisfy(trial -> assertThat(trial.red()).contains(trial.mutant().name()))
        .allSatisfy(trial -> assertThat(trial.unexplained()).as(trial.mutant().name()).isEmpty());
  }

  @Test
  @DisplayName("in what it does with questions, orders and cancellations")
  void behaviour() {
    List<Trial> trials =
        Trials.of(MUTANTS.general(), (mutant, clause) -> mutant.explains(clause.id()), trial -> {});

    assertThat(trials)
        .filteredOn(trial -> trial.mutant().reasonToSurvive().isEmpty())
        .allSatisfy(
            trial -> assertThat(trial.fate()).as(trial.mutant().name()).isEqualTo(Fate.KILLED));
  }

  private static boolean isOfItsArea(Mutant mutant, Clause clause) {
    return clause.id().startsWith(mutant.name().replaceAll("-.*", "-"));
  }
}
