package io.github.cpapi.mock.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.cpapi.contract.ReviewedText;
import io.github.cpapi.mock.leak.Examination.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The public facts of the leak gate")
class FactsTest {

  private static final Path SHIPPED = Path.of("src/main/resources/io/github/cpapi/mock/leak");

  private static final Path RECORDINGS = Path.of("../openapi/recordings");

  /** Answers about contracts and prices are the same for everybody. */
  private static final Set<String> PUBLIC_FOLDERS = Set.of("contracts", "algos", "market-data");

  /** Texts of the broker. */
  private static final Set<String> TEXTS =
      Set.of(
          "error",
          "message",
          "messageOptions",
          "text",
          "warn",
          "warning",
          "detail",
          "title",
          "body",
          "exchange",
          "company_name",
          "companyName",
          "chineseName");

  private static final Set<Shape> FACTS = Set.of(Shape.WORD, Shape.NUMBER, Shape.HOST);

  @Test
  @DisplayName("that are derived are those that the shipped recordings state in public places")
  void derived() throws IOException {
    String derived = derive();
    Path file = SHIPPED.resolve("facts.yaml");
    String shipped = Files.readString(file);

    if (!ReviewedText.accepts(file, derived)) {
      assertThat(derived)
          .as("%s is rewritten: review the words that are new, and run the test again", file)
          .isEqualTo(shipped);
    }
  }

  @Test
  @DisplayName("that are written by hand are at most 100 lines, each with a reason")
  void byHand() throws IOException {
    List<String> lines =
        Files.readAllLines(SHIPPED.resolve("allow-list.yaml")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();

    assertThat(lines).hasSizeBetween(10, 100);
    assertThat(lines)
        .filteredOn(line -> line.startsWith("- "))
        .allMatch(l -> l.contains("reason:"));
  }

  private static String derive() throws IOException {
    Map<Region, SortedSet<String>> words = new EnumMap<>(Region.class);
    Map<String, SortedSet<String>> forms = new TreeMap<>();
    for (Region region : Region.values()) {
      words.put(region, new TreeSet<>());
    }
    Facts known = Facts.withoutRecordings();
    for (Path file : recordings()) {
      String name = RECORDINGS.relativize(file).toString().replace('\\', '/');
      for (Finding finding : new Examination(known, true).examine(name, Files.readAllBytes(file))) {
        Optional<Form> form = form(finding);
        if (form.isPresent()) {
          forms
              .computeIfAbsent(finding.member(), member -> new TreeSet<>())
              .add(lower(form.get().name()));
        } else if (isPublic(name, finding)) {
          words.get(finding.region()).add(finding.value());
        }
      }
    }
    words.get(Region.WIRE).addAll(contracts(known));
    words.get(Region.NOTES).removeAll(words.get(Region.WIRE));
    words.get(Region.SOURCE).removeAll(words.get(Region.WIRE));
    words.get(Region.SOURCE).removeAll(words.get(Region.NOTES));
    return "# Derived from openapi/recordings by FactsTest, which rewrites this file: review what is new.\n"
        + words.entrySet().stream()
            .map(e -> lower(e.getKey().name()) + ":\n" + list(e.getValue()))
            .collect(Collectors.joining())
        + "# The forms of long numbers, by member.\nforms:\n"
        + forms.entrySet().stream()
            .map(e -> "  \"%s\": %s\n".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining());
  }

  /** The words and ids of the contracts that the mock trades. */
  private static Set<String> contracts(Facts known) throws IOException {
    Set<String> words = new TreeSet<>();
    for (Path file : files(Path.of("scenarios"), ".yaml")) {
      for (JsonNode contract : new YAMLMapper().readTree(file.toFile()).path("contracts")) {
        byte[] content = contract.toString().getBytes(StandardCharsets.UTF_8);
        new Examination(known, true)
            .examine("contracts", content).stream()
                .filter(finding -> FACTS.contains(finding.shape()) && form(finding).isEmpty())
                .forEach(finding -> words.add(finding.value()));
      }
    }
    return words;
  }

  private static Optional<Form> form(Finding finding) {
    return finding.shape() == Shape.NUMBER && finding.region() == Region.WIRE
        ? Arrays.stream(Form.values()).filter(form -> form.matches(finding.value())).findFirst()
        : Optional.empty();
  }

  private static boolean isPublic(String name, Finding finding) {
    return FACTS.contains(finding.shape())
        && (finding.region() != Region.WIRE
            || PUBLIC_FOLDERS.contains(name.substring(0, name.indexOf('/')))
            || finding.place().endsWith("/?")
            || finding.place().contains("/headers/")
            || TEXTS.contains(finding.member()) && finding.shape() != Shape.NUMBER);
  }

  private static String list(Set<String> words) {
    return words.stream().map(w -> "- \"" + w + "\"\n").collect(Collectors.joining());
  }

  static List<Path> recordings() throws IOException {
    return files(RECORDINGS, ".json");
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
