package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Evidence;
import io.github.cpapi.contract.Provenance;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The faults")
class FaultTableTest {

  private static final Pattern CITED =
      Pattern.compile("\\bQ\\d+\\b|\\b[a-z]+(?:-[a-z0-9]+){2,}\\b");

  @Test
  @DisplayName("are in docs/faults.md as in Java")
  void page() throws IOException {
    String table =
        Stream.of(Fault.values())
            .map(FaultTableTest::row)
            .collect(
                Collectors.joining(
                    "\n",
                    "| fault | what happens | moment | operations | source |\n"
                        + "| --- | --- | --- | --- | --- |\n",
                    "\n"));

    assertThat(Files.readString(Path.of("docs/faults.md"))).contains(table);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("cite evidence that exists, and mark what is our own")
  void evidence(Fault fault) {
    Evidence evidence = Evidence.load();
    Set<String> known = new HashSet<>(evidence.catalogue());
    known.addAll(evidence.quirks().keySet());

    List<String> cited = CITED.matcher(fault.source()).results().map(MatchResult::group).toList();

    assertThat(known).containsAll(cited);
    assertThat(
            fault.provenance() == Provenance.CONSTRUCTED
                || !cited.isEmpty()
                || fault.source().startsWith("measured on the gateway"))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("apply to operations that exist")
  void operations(Fault fault) {
    List<String> operations = new ArrayList<>(List.of(Fault.WEB_SOCKET));
    Spec.load().operations().forEach(operation -> operations.add(operation.id()));

    assertThat(operations).containsAll(fault.operations());
  }

  private static String row(Fault fault) {
    return "| `%s` | %s | %s | %s | %s: %s |"
        .formatted(
            fault,
            fault.description(),
            fault.when().name().toLowerCase(Locale.ROOT),
            fault.operations().isEmpty() ? "any" : String.join(", ", fault.operations()),
            fault.provenance().name().toLowerCase(Locale.ROOT),
            fault.source());
  }
}
