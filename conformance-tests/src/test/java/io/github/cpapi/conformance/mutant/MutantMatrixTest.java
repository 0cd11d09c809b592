package io.github.cpapi.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "mutants", matches = "true", disabledReason = "mvn -Pmutants")
@DisplayName("All mutants")
class MutantMatrixTest {

  private static final Path WRITTEN = Path.of("target/mutants.md");
  private static final Path PUBLISHED = Path.of("docs/mutants.md");

  @Test
  @DisplayName("are killed or reported, or survive for a reason, as docs/mutants.md says")
  void table() throws IOException {
    Mutants mutants = Mutants.read();
    RunResult clean = Trials.clean();
    Calls calls = new Calls(clean);

    List<Trial> own =
        Trials.of(
            mutants.clauses(),
            (mutant, clause) -> calls.reaches(mutant, clause.id()),
            true,
            this::print);
    List<Trial> general =
        Trials.of(
            mutants.general(),
            (mutant, clause) -> calls.reaches(mutant, clause.id()),
            true,
            this::print);
    List<Trial> answers =
        Trials.of(
            Trials.generated(clean),
            (mutant, clause) -> mutant.explains(clause.id()),
            false,
            this::print);
    MutantTable table = new MutantTable(mutants, own, general, answers);
    Files.writeString(WRITTEN, table.toString());

    assertThat(MutantsTest.complaints(own)).isEmpty();
    assertThat(table.survivorsWithoutReason()).isEmpty();
    assertThat(Files.readString(WRITTEN))
        .as("cp %s %s", WRITTEN, PUBLISHED)
        .isEqualTo(Files.exists(PUBLISHED) ? Files.readString(PUBLISHED) : "");
  }

  private void print(Trial trial) {
    System.out.printf("%-14s %s %s%n", trial.fate(), trial.mutant().name(), trial.red());
  }
}
