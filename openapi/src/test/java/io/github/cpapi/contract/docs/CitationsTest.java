package io.github.cpapi.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Clause;
import io.github.cpapi.contract.Evidence;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The evidence")
class CitationsTest {

  private final Evidence evidence = Evidence.load();
  private final Set<String> known = known(evidence);
  private final Set<String> cited =
      Citations.in(Spec.load(), Recordings.load(), Clause.all(), KnownQuestion.all()).ids();

  @Test
  @DisplayName("has only entries that are either cited or listed with a reason")
  void nothingIsForgotten() {
    Set<String> excused = evidence.notCited().keySet();
    Set<String> forgotten = new TreeSet<>(known);
    forgotten.removeAll(cited);
    forgotten.removeAll(excused);
    Set<String> both = new TreeSet<>(excused);
    both.retainAll(cited);

    assertThat(known).hasSizeGreaterThan(400);
    assertThat(forgotten).as("neither cited nor explained in openapi/spec/evidence.yaml").isEmpty();
    assertThat(both).as("cited: take them out of notCited in openapi/spec/evidence.yaml").isEmpty();
  }

  @Test
  @DisplayName("has every cited entry")
  void nothingIsInvented() {
    assertThat(cited).hasSizeGreaterThan(200);
    assertThat(known).as("openapi/spec/evidence.yaml").containsAll(cited);
    assertThat(known).containsAll(evidence.notCited().keySet());
  }

  @Test
  @DisplayName("has unique names and real reasons")
  void isTidy() {
    assertThat(evidence.catalogue()).isNotEmpty().doesNotHaveDuplicates().isSorted();
    assertThat(evidence.quirks().keySet()).isNotEmpty().allMatch(id -> id.matches("Q\\d+"));
    assertThat(evidence.quirks().values()).isNotEmpty().allMatch(text -> text.endsWith("."));
    assertThat(evidence.notCited().values()).isNotEmpty().allMatch(reason -> reason.length() > 10);
  }

  @Test
  @DisplayName("is cited in a source before the semicolon; addresses and remarks are ignored")
  void sourcesAreRead() {
    String source = "Q30, chain3raw-2-reply-o354, https://example.org/page; seen once, on paper";

    assertThat(Citations.idsIn(source)).containsExactly("Q30", "chain3raw-2-reply-o354");
  }

  private static Set<String> known(Evidence evidence) {
    Set<String> known = new HashSet<>(evidence.catalogue());
    known.addAll(evidence.quirks().keySet());
    return known;
  }
}
