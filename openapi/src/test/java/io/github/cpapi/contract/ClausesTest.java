package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The clauses")
class ClausesTest {

  @Test
  @DisplayName("have a unique id, an operation of the spec and a source")
  void areComplete() {
    Spec spec = Spec.load();
    List<Clause> clauses = Clause.all();

    assertThat(clauses).isNotEmpty();
    assertThat(clauses.stream().map(Clause::id))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[A-Z]{3}-\\d\\d"));
    for (Clause clause : clauses) {
      assertThat(spec.operation(clause.operation())).as(clause.id()).isNotNull();
      assertThat(clause.source()).as(clause.id()).isNotBlank();
      assertThat(clause.text()).as(clause.id()).endsWith(".");
    }
  }
}
