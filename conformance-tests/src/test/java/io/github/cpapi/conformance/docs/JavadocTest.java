package io.github.cpapi.conformance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.docs.Documented.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the content of the comments; the compiler checks their form (doclint). */
@DisplayName("The Javadoc")
class JavadocTest {

  private static final Path ROOT = Path.of("..");

  /** The API for users; of the mock only the facade, the extension, scenarios and faults. */
  private static final Pattern PUBLISHED =
      Pattern.compile(
          "io\\.github\\.cpapi\\.(client|contract|generated|conformance|mock\\.(junit|scenario|fault))\\..*"
              + "|io\\.github\\.cpapi\\.mock\\.[A-Z].*");

  private static final List<String> WRITTEN =
      List.of(
          "openapi/src/main/java",
          "generated-client/src/main/java",
          "mock-gateway/src/main/java",
          "conformance-tests/src/main/java");

  private static final String GENERATED =
      "generated-client/target/generated-sources/openapi/src/main/java";

  @Test
  @DisplayName("has a sentence for every published type and method")
  void everythingHasASentence() throws IOException {
    List<Item> published =
        Documented.in(sources(Stream.concat(WRITTEN.stream(), Stream.of(GENERATED)))).stream()
            .filter(item -> item.isPublic() && PUBLISHED.matcher(item.name()).matches())
            .toList();

    assertThat(published).as("published types and methods").hasSizeGreaterThan(500);
    assertThat(published).filteredOn(item -> !item.hasSentence()).extracting(Item::name).isEmpty();
  }

  @Test
  @DisplayName("of hand-written code has no @param and no @return that only repeats names")
  void nothingIsRepeated() throws IOException {
    List<Item> items = Documented.in(sources(WRITTEN.stream()));

    assertThat(items).as("types and methods").hasSizeGreaterThan(1500);
    assertThat(items).flatExtracting(JavadocTest::echoes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "the ticket, ticket",
    "as above, anything",
    "the base URL, baseUrl",
    "the {@code accounts}, account"
  })
  @DisplayName("repeats a name if it adds only filler words")
  void isEcho(String description, String name) {
    assertThat(Documented.isEcho(description, name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"the ticket to send, ticket", "in seconds, pause", "null for none, account"})
  @DisplayName("does not repeat a name if it adds one fact")
  void isNoEcho(String description, String name) {
    assertThat(Documented.isEcho(description, name)).isFalse();
  }

  @Test
  @DisplayName("that is missing or repeats a name is found by this check")
  void theCheckWorks(@TempDir Path folder) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("Planted.java"),
            """
            package planted;
            public interface Planted {
              /**
               * Sends a ticket.
               *
               * @param ticket the ticket
               * @param pause in seconds
               * @return the planted
               */
              Planted send(String ticket, int pause);
              void bare();
              class Inner { private void hidden() {} }
            }
            """);

    List<Item> items = Documented.in(List.of(source));

    assertThat(items)
        .filteredOn(item -> item.isPublic() && !item.hasSentence())
        .extracting(Item::name)
        .containsExactly("planted.Planted", "planted.Planted#bare", "planted.Planted.Inner");
    assertThat(items)
        .flatExtracting(Item::echoes)
        .containsExactly("@param ticket the ticket", "@return the planted");
  }

  private static List<String> echoes(Item item) {
    return item.echoes().stream().map(echo -> item.name() + ": " + echo).toList();
  }

  private static List<Path> sources(Stream<String> folders) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String folder : folders.toList()) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        List<Path> found =
            files
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("package-info.java"))
                .toList();
        assertThat(found).as(folder).isNotEmpty();
        sources.addAll(found);
      }
    }
    return sources;
  }
}
