package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.ReviewedText;
import io.github.cpapi.contract.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes over the wire as reviewed text. A change of the mock's answers shows in review as a
 * change of {@code src/test/resources/golden}.
 */
@DisplayName("What the mock sends")
class WireGoldenTest {

  private static final Path WALKS = Path.of("src/test/resources/walks");
  private static final Path GOLDENS = Path.of("src/test/resources/golden");

  @ParameterizedTest(name = "{0}")
  @MethodSource("walks")
  @DisplayName("equals the text in golden/; this test writes a different one there, for review")
  void isReviewed(String name) throws IOException {
    Path golden = GOLDENS.resolve(name);
    String reviewed = Files.exists(golden) ? Files.readString(golden) : "";

    String sent = WireWalk.run(Files.readString(WALKS.resolve(name)), tickets());

    assertThat(ReviewedText.accepts(golden, sent))
        .as(
            "%s did not show what the mock sends, %s; it has been rewritten. Where the change is"
                + " intended, review it with git diff and commit it; else restore it with git"
                + " checkout and mend the mock",
            golden, firstDifference(reviewed, sent))
        .isTrue();
  }

  @Test
  @DisplayName("has a reviewed text for each walk and for no other")
  void oneEach() throws IOException {
    assertThat(names(GOLDENS, ".txt")).containsExactlyElementsOf(walks());
  }

  @Test
  @DisplayName("includes each operation of the contract")
  void everyOperation() throws IOException {
    List<String[]> requests =
        goldenLines("### ")
            .map(line -> line.replaceFirst("/v1/api", "").split("[ ?]"))
            // The walk of the wire also sends what is no request to an operation.
            .filter(request -> request.length > 1)
            .toList();

    assertThat(Spec.load().operations())
        .isNotEmpty()
        .allSatisfy(
            operation ->
                assertThat(requests)
                    .as(operation.id())
                    .anyMatch(
                        request ->
                            request[0].equals(operation.method())
                                && operation.template().matches(request[1])));
  }

  @Test
  @DisplayName("includes each scenario and each fault")
  void everyScenarioAndFault() throws IOException {
    List<String> faults =
        goldenLines("    \"fault\" : \"")
            .map(line -> line.replaceAll("\".*", ""))
            .distinct()
            .toList();
    List<String> armed = goldenLines("{\"fault\":\"").toList();

    assertThat(names(Path.of("scenarios"), ".yaml"))
        .isNotEmpty()
        .allSatisfy(
            scenario ->
                assertThat(walks()).contains("scenario-" + scenario.replace(".yaml", ".txt")));
    assertThat(faults)
        .isNotEmpty()
        .allSatisfy(
            fault -> assertThat(armed).as(fault).anyMatch(body -> body.startsWith(fault + "\"")));
  }

  /** The rest of each line of the goldens that begins so. */
  private static Stream<String> goldenLines(String beginning) throws IOException {
    List<String> rests = new ArrayList<>();
    for (String name : walks()) {
      Files.readAllLines(GOLDENS.resolve(name)).stream()
          .filter(line -> line.startsWith(beginning))
          .forEach(line -> rests.add(line.substring(beginning.length())));
    }
    return rests.stream();
  }

  static List<String> walks() throws IOException {
    return names(WALKS, ".txt");
  }

  private static Map<String, String> tickets() throws IOException {
    return Files.readAllLines(WALKS.resolve("tickets")).stream()
        .map(line -> line.split(" +", 2))
        .collect(Collectors.toMap(words -> words[0], words -> words[1]));
  }

  private static List<String> names(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .sorted()
          .toList();
    }
  }

  private static String firstDifference(String reviewed, String sent) {
    List<String> before = reviewed.lines().toList();
    List<String> now = sent.lines().toList();
    int at = 0;
    while (at < Math.min(before.size(), now.size()) && before.get(at).equals(now.get(at))) {
      at++;
    }
    return "first in line %d".formatted(at + 1);
  }
}
