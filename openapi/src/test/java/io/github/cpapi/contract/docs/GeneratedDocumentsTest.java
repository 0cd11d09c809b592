package io.github.cpapi.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.ReviewedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The generated documents")
class GeneratedDocumentsTest {

  private static final Path FOLDER = Path.of("docs");
  private static final SortedMap<String, String> DOCUMENTS = Documents.all();

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  @DisplayName("match the committed ones; if one differs, this test writes the new one for review")
  void areCommitted(String name) throws IOException {
    Path file = FOLDER.resolve(name);

    assertThat(ReviewedText.accepts(file, DOCUMENTS.get(name)))
        .as(
            "openapi/%s did not match the contract and has been rewritten; review it with git diff and commit it",
            file)
        .isTrue();
  }

  @Test
  @DisplayName("are the only files in docs")
  void nothingElseIsThere() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          // Written by the conformance kit, which has the rules.
          .filteredOn(name -> !name.equals("drift-rules.md"))
          .containsExactlyInAnyOrderElementsOf(DOCUMENTS.keySet());
    }
  }

  @Test
  @DisplayName("are the same each time, with line feeds only")
  void areDeterministic() {
    assertThat(Documents.all()).isEqualTo(DOCUMENTS);
    assertThat(DOCUMENTS.values())
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text).doesNotContain("\r"));
  }

  @Test
  @DisplayName("link to existing files and anchors")
  void linksLead() {
    Set<String> dead = new HashSet<>();
    DOCUMENTS.forEach(
        (name, text) ->
            targets(text).stream()
                .filter(target -> !leadsSomewhere(target, name, text))
                .forEach(target -> dead.add(name + " -> " + target)));

    assertThat(targets(DOCUMENTS.get("arguments.md"))).hasSizeGreaterThan(50);
    assertThat(dead).isEmpty();
  }

  @Test
  @DisplayName("need no other file in a browser")
  void thePageIsSelfContained() {
    assertThat(DOCUMENTS.get("arguments.html"))
        .contains("<style>", "<script>")
        .doesNotContain("<link", "src=", "@import", "url(", "http://", "https://");
  }

  @Test
  @DisplayName("have a unique anchor for each entry of the page")
  void anchorsAreUnique() {
    List<String> anchors =
        Pattern.compile(" id=\"([^\"]+)\"")
            .matcher(DOCUMENTS.get("arguments.html"))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(anchors).contains("cOID", "STOP_LIMIT", "bracket", "o163").doesNotHaveDuplicates();
  }

  private static Set<String> names() {
    return DOCUMENTS.keySet();
  }

  private static List<String> targets(String text) {
    List<String> targets = new ArrayList<>();
    Matcher link = Pattern.compile("]\\(([^)]+)\\)|href=\"([^\"]+)\"").matcher(text);
    while (link.find()) {
      targets.add(link.group(1) == null ? link.group(2) : link.group(1));
    }
    return targets;
  }

  private static boolean leadsSomewhere(String target, String name, String text) {
    if (!target.startsWith("#")) {
      return Files.exists(FOLDER.resolve(target));
    }
    String anchor = target.substring(1);
    return name.endsWith(".html")
        ? text.contains("id=\"" + anchor + "\"")
        : text.lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("#+ ", "").toLowerCase().replace(' ', '-'))
            .anyMatch(anchor::equals);
  }
}
