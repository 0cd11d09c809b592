package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        .allMatch(id -> id.matches("[A-Z]{2,3}-\\d\\d"));
    for (Clause clause : clauses) {
      if (!clause.operation().equals(Clause.WEB_SOCKET)) {
        assertThat(spec.operation(clause.operation())).as(clause.id()).isNotNull();
      }
      assertThat(clause.source()).as(clause.id()).isNotBlank();
      assertThat(clause.text()).as(clause.id()).endsWith(".");
    }
  }

  @Test
  @DisplayName("state every quirk of the evidence, or it is listed why no test can show it")
  void everyQuirkIsStated() {
    Evidence evidence = Evidence.load();
    Set<String> stated =
        Clause.all().stream()
            .flatMap(clause -> Pattern.compile("\\bQ\\d+\\b").matcher(clause.source()).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    Set<String> excused = evidence.untestable().keySet();

    assertThat(evidence.quirks().keySet()).containsAll(excused);
    assertThat(stated).doesNotContainAnyElementsOf(excused);
    assertThat(evidence.quirks().keySet())
        .allSatisfy(
            quirk ->
                assertThat(stated.contains(quirk) || excused.contains(quirk)).as(quirk).isTrue());
  }
}
