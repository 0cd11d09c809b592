package io.github.cpapi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.cpapi.contract.Clause;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The clauses of the contract")
class ClauseCoverageTest {

  @Test
  @DisplayName("are each demonstrated by a test or listed with the reason why not, never both")
  void everyClauseIsAccountedFor() {
    Set<String> shown =
        new ClassFileImporter()
            .importPackages("io.github.cpapi.conformance.suite").stream()
                .flatMap(suite -> suite.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(io.github.cpapi.conformance.Clause.class))
                .map(ClauseCoverageTest::clauseOf)
                .collect(Collectors.toCollection(TreeSet::new));
    List<Clause> clauses = Clause.all();

    assertThat(shown).as("no tests found: is the package right?").isNotEmpty();
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            clauses.stream().filter(c -> c.reasonUntested().isEmpty()).map(Clause::id).toList());
  }

  private static String clauseOf(JavaMethod method) {
    return method.getAnnotationOfType(io.github.cpapi.conformance.Clause.class).value();
  }
}
