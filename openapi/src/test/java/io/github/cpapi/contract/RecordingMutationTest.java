package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Mutants.Mutant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A recording with a mutated body")
class RecordingMutationTest {

  private static final Spec SPEC = Spec.load();
  private static final SpecValidator VALIDATOR = new SpecValidator(SPEC);
  private static final Mutants MUTANTS = new Mutants(SPEC);

  static Stream<Named<Recording>> recordingsWithRequiredMembers() {
    return Recordings.load().all().stream()
        .filter(recording -> !mutants(recording).isEmpty())
        .map(recording -> Named.of(recording.name(), recording));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordingsWithRequiredMembers")
  @DisplayName("violates the spec")
  void isRefused(Recording recording) {
    Operation operation = SPEC.operation(recording.operation());

    for (Mutant mutant : mutants(recording)) {
      assertThat(VALIDATOR.response(operation, recording.status(), mutant.body()))
          .as("%s with %s: %s", recording.name(), mutant.what(), mutant.body())
          .isNotEmpty();
    }
  }

  @Test
  @DisplayName("is one of more than a thousand")
  void thereAreMany() {
    int mutants =
        Recordings.load().all().stream().mapToInt(recording -> mutants(recording).size()).sum();

    assertThat(mutants).isGreaterThan(1000);
  }

  private static List<Mutant> mutants(Recording recording) {
    if (recording.responseBody().isEmpty()) {
      return List.of();
    }
    JsonNode schema =
        SPEC.response(SPEC.operation(recording.operation()), recording.status())
            .at("/content/" + mediaType(recording).replace("/", "~1") + "/schema");
    return MUTANTS.of(schema, recording.responseBody().get());
  }

  private static String mediaType(Recording recording) {
    return recording
        .stub()
        .at("/response/headers/Content-Type")
        .asText("application/json")
        .replaceAll(";.*", "");
  }
}
