package io.github.cpapi.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.ReviewedText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The public surface as reviewed text. A change of the contract or of the client shows in review as
 * a change of {@code api/client.api.txt}.
 */
@DisplayName("The public surface of the client")
class PublicApiTest {

  private static final Path REVIEWED = Path.of("api/client.api.txt");

  /** A program: its surface is its help, its exit codes and docs/cpapi-output.schema.json. */
  private static final String COMMAND_LINE = "io/github/cpapi/cli/";

  @Test
  @DisplayName(
      "is the one in api/client.api.txt; where it is not, this test writes the new one, to be reviewed and committed")
  void isReviewed() throws Exception {
    List<String> surface = surface();
    List<String> reviewed = Files.exists(REVIEWED) ? Files.readAllLines(REVIEWED) : List.of();

    List<String> changes = new ArrayList<>();
    reviewed.stream()
        .filter(line -> !surface.contains(line))
        .forEach(line -> changes.add("- " + line));
    surface.stream()
        .filter(line -> !reviewed.contains(line))
        .forEach(line -> changes.add("+ " + line));

    assertThat(ReviewedText.accepts(REVIEWED, String.join("\n", surface) + "\n"))
        .as(
            "%s did not show the public surface and has been rewritten; review it with git diff and commit it: %s",
            REVIEWED, changes)
        .isTrue();
  }

  @Test
  @DisplayName("names no class of Jackson that reads or writes, nor any other of its machinery")
  void hasNoReaders() throws Exception {
    assertThat(surface())
        .isNotEmpty()
        .noneMatch(line -> line.matches(".*\\b(JsonDeserializer|JsonSerializer|JsonParser)\\b.*"));
  }

  private static List<String> surface()
      throws IOException, URISyntaxException, ClassNotFoundException {
    List<String> lines = new ArrayList<>();
    for (String name : classNames()) {
      Class<?> type = Class.forName(name, false, PublicApiTest.class.getClassLoader());
      if (Declarations.isVisible(type)) {
        lines.add(Declarations.of(type));
        Declarations.membersOf(type).forEach(member -> lines.add("  " + member));
      }
    }
    assertThat(lines).as("no classes found: is the folder right?").isNotEmpty();
    return lines;
  }

  private static Set<String> classNames() throws IOException, URISyntaxException {
    Path classes =
        Path.of(CpapiClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(classes)) {
      files
          .map(file -> classes.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .filter(file -> !file.startsWith(COMMAND_LINE))
          .forEach(
              file ->
                  names.add(
                      file.substring(0, file.length() - ".class".length()).replace('/', '.')));
    }
    return names;
  }
}
