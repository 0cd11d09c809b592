package io.github.cpapi.conformance.drift.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.drift.Direction;
import io.github.cpapi.conformance.drift.Drift;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.Place;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.conformance.result.Plural;
import io.github.cpapi.contract.Clause;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The steps from findings to a green build, as text. */
public final class DriftPlan {

  /** What one command builds. */
  public static final String BUILD = "mvn -Pregenerate";

  private static final int MANY = 12;

  /** What names members of messages, besides the contract. */
  private static final List<String> NAMING =
      List.of(
          "openapi/spec/order-types.yaml",
          "openapi/spec/questions.yaml",
          "generated-client/generator.yaml",
          "conformance-tests/src/test/resources/pact/interactions.yaml");

  /** Sources that are written by hand. */
  private static final List<String> SOURCES =
      List.of(
          "generated-client/src/main/java",
          "mock-gateway/src/main/java",
          "conformance-tests/src/main/java");

  private final Path project;
  private final Spots spots;
  private final StringBuilder text = new StringBuilder();

  private DriftPlan(Path project) {
    this.project = project;
    this.spots = Spots.of(project);
  }

  /**
   * Returns the plan. What is not in the folder of the project is left out.
   *
   * @param revision as it was named on the command line
   * @param project the folder of the project
   * @throws IOException if a file of the project cannot be read
   */
  public static String of(Drift drift, String revision, Path project) throws IOException {
    DriftPlan plan = new DriftPlan(project);
    plan.write(drift, revision);
    return plan.text.toString();
  }

  private void write(Drift drift, String revision) throws IOException {
    List<Finding> findings =
        drift.findings().stream()
            .filter(finding -> finding.severity() != Severity.TEXT_ONLY)
            .sorted(Comparator.comparing(Finding::severity))
            .toList();
    line("%s -> %s: %s to edit", drift.base(), drift.revision(), step(findings.size()));
    int number = 0;
    for (Finding finding : findings) {
      number++;
      line("");
      line("%d. %s (%s)", number, finding.id(), finding.severity().phrase());
      line("   %s", finding.what());
      edit(finding);
    }
    line("");
    line("What each edit needs, or the build says so:");
    line("   new member      type, description and example");
    line(
        "   new status      an entry below responses; a recording, once it was seen; for a recording");
    line("                   an interaction in %s", NAMING.get(3));
    line(
        "   new question    an entry in openapi/spec/questions.yaml, and a recording that shows it");
    line("   other name      the same name in the recordings and in all files named above");
    line(
        "   other shape     recordings of that shape; an old one that does not validate goes away");
    line("   what was seen   openapi/spec/evidence.yaml: where; recordings name their source");
    line("");
    line("Then:");
    line("%d. %s", number + 1, BUILD);
    line(
        "   contract, sources, surface, recordings, pact, suites and report; it stops at the first");
    line(
        "   reviewed text that changes. Read it with git diff, and repeat. To go through all at once:");
    line("%d. %s -Daccept", number + 2, BUILD);
    line("%d. git diff", number + 3);
    line(
        "   openapi/docs, generated-client/api/client.api.txt, the pact: this is what users notice");
    line(
        "%d. java -jar conformance-tests/target/conformance.jar drift accept %s",
        number + 4, revision);
    line("   once %s is IBKR's document: it becomes the baseline", revision);
  }

  private static String step(int size) {
    return size == 0 ? "nothing" : Plural.of(size, "finding");
  }

  private void edit(Finding finding) throws IOException {
    state("before", finding.before());
    state("after", finding.after());
    List<String> edits =
        new ArrayList<>(spots.of(finding).stream().map(spot -> spot + " " + spot.name()).toList());
    if (finding.rule().startsWith("message-")) {
      edits.add(0, NAMING.get(1));
    }
    list("edit", edits);
    Set<String> members = members(finding);
    list("named in", lines(NAMING, member -> "\\b%s\\b".formatted(Pattern.quote(member)), members));
    Set<String> recordings = new TreeSet<>(finding.recordings());
    for (Place place : finding.places()) {
      Recordings.load().of(place.operation()).stream()
          .filter(recording -> has(recording, place))
          .forEach(recording -> recordings.add(recording.name()));
    }
    list(
        "recordings",
        recordings.stream()
            .map(
                name ->
                    Files.exists(recording(name)) ? "openapi/recordings/" + name + ".json" : name)
            .toList());
    list("clauses", clauses(finding));
    list("java", finding.javaNames());
    list(
        "used in",
        lines(
            SOURCES, member -> "\\.%s\\(".formatted(Pattern.quote(member)), javaMembers(finding)));
    if (!finding.advice().isEmpty()) {
      line("   %-11s %s", "to do", finding.advice());
    }
  }

  private Path recording(String name) {
    return project.resolve("openapi/recordings/" + name + ".json");
  }

  private List<String> clauses(Finding finding) throws IOException {
    Set<String> operations =
        finding.places().stream().map(Place::operation).collect(Collectors.toSet());
    Path file = project.resolve("openapi/spec/clauses.yaml");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return Clause.all().stream()
        .filter(clause -> operations.contains(clause.operation()))
        .map(
            clause ->
                "openapi/spec/clauses.yaml:%d %s"
                    .formatted(lines.indexOf("- id: " + clause.id()) + 1, clause.id()))
        .toList();
  }

  private static Set<String> members(Finding finding) {
    return finding.places().stream()
        .map(place -> place.pointer().substring(place.pointer().lastIndexOf('/') + 1))
        .filter(member -> member.matches("[A-Za-z_][A-Za-z0-9_]{2,}"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> javaMembers(Finding finding) {
    return finding.javaNames().stream()
        .filter(name -> name.matches("[\\w.]+\\.[a-z]\\w{2,}"))
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The files with a line that matches a pattern for one of the names, and these lines. */
  private List<String> lines(List<String> roots, UnaryOperator<String> pattern, Set<String> names)
      throws IOException {
    List<String> found = new ArrayList<>();
    if (names.isEmpty()) {
      return found;
    }
    Pattern any = Pattern.compile(names.stream().map(pattern).collect(Collectors.joining("|")));
    for (String root : roots) {
      if (!Files.exists(project.resolve(root))) {
        continue;
      }
      try (Stream<Path> files = Files.walk(project.resolve(root))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          List<String> content = Files.readAllLines(file);
          String numbers =
              IntStream.range(0, content.size())
                  .filter(i -> any.matcher(content.get(i)).find())
                  .mapToObj(i -> String.valueOf(i + 1))
                  .collect(Collectors.joining(","));
          if (!numbers.isEmpty()) {
            found.add(
                "%s:%s".formatted(project.relativize(file).toString().replace('\\', '/'), numbers));
          }
        }
      }
    }
    return found;
  }

  private static boolean has(Recording recording, Place place) {
    List<String> path =
        Arrays.stream(place.pointer().split("/")).filter(segment -> !segment.isEmpty()).toList();
    boolean request =
        place.direction() != Direction.ANSWER
            && recording.requestBody().filter(body -> has(body, path)).isPresent();
    return request
        || place.direction() != Direction.REQUEST
            && recording.responseBody().filter(body -> has(body, path)).isPresent();
  }

  private static boolean has(JsonNode node, List<String> path) {
    if (path.isEmpty()) {
      return true;
    }
    List<String> rest = path.subList(1, path.size());
    if (!path.get(0).equals("*")) {
      return node.has(path.get(0)) && has(node.get(path.get(0)), rest);
    }
    for (JsonNode element : node) {
      if (has(element, rest)) {
        return true;
      }
    }
    return false;
  }

  private void state(String title, String state) {
    List<String> lines = state.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      line("   %-11s %s", i == 0 ? title : "", lines.get(i));
    }
  }

  private void list(String title, List<String> values) {
    for (int i = 0; i < Math.min(MANY, values.size()); i++) {
      line("   %-11s %s", i == 0 ? title : "", values.get(i));
    }
    if (values.size() > MANY) {
      line("   %-11s and %d more", "", values.size() - MANY);
    }
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values).stripTrailing()).append('\n');
  }
}
