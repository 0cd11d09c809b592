package io.github.cpapi.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.mutant.Trial.Fate;
import io.github.cpapi.contract.Clause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("The suites notice a gateway that is broken")
class MutantsTest {

  private static final Mutants MUTANTS = Mutants.read();

  private static List<Trial> trials;

  /** All at once, the longest first: the client waits for a while in some of them. */
  @BeforeAll
  static void tryAll() {
    Calls calls = new Calls(Trials.clean());
    List<Mutant> mutants = new ArrayList<>(MUTANTS.general());
    mutants.addAll(MUTANTS.clauses());
    trials =
        Trials.of(
            mutants,
            (mutant, clause) -> meets(mutant, clause) && calls.reaches(mutant, clause.id()),
            true,
            trial -> {});
  }

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
    assertThat(complaints(trials.subList(MUTANTS.general().size(), trials.size()))).isEmpty();
  }

  @Test
  @DisplayName("in what it does with questions, orders and cancellations")
  void behaviour() {
    assertThat(trials.subList(0, MUTANTS.general().size()))
        .filteredOn(trial -> trial.fate() != Fate.KILLED)
        .extracting(trial -> trial.mutant().name())
        .isEmpty();
  }

  /** Returns a line for each clause's mutant that does not fare as mutants.yaml says. */
  static List<String> complaints(List<Trial> ofClauses) {
    List<String> complaints = new ArrayList<>();
    for (Trial trial : ofClauses) {
      Mutant mutant = trial.mutant();
      if (!trial.unexplained().isEmpty()) {
        complaints.add("%s turns %s red".formatted(mutant.name(), trial.unexplained()));
      }
      if (trial.red().contains(mutant.name()) == mutant.reasonToSurvive().isPresent()) {
        complaints.add(
            "%s: red %s, errors %s".formatted(mutant.name(), trial.red(), trial.errors()));
      }
    }
    return complaints;
  }

  private static boolean meets(Mutant mutant, Clause clause) {
    return MUTANTS.general().contains(mutant)
        ? mutant.explains(clause.id())
        : clause.id().startsWith(mutant.name().replaceAll("-.*", "-"));
  }
}
