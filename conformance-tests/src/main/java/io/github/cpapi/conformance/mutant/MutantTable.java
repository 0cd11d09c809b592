package io.github.cpapi.conformance.mutant;

import io.github.cpapi.conformance.mutant.Trial.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows in Markdown how the mutants fared.
 *
 * @param mutants the reasons of the survivors
 * @param clauses the trials of the clauses' own mutants
 * @param general the trials of the general mutants that are written by hand
 * @param generated the trials of the generated mutants
 */
public record MutantTable(
    Mutants mutants, List<Trial> clauses, List<Trial> general, List<Trial> generated) {

  /** Copies the lists. */
  public MutantTable {
    clauses = List.copyOf(clauses);
    general = List.copyOf(general);
    generated = List.copyOf(generated);
  }

  /** Returns the names of the mutants that nothing killed or reported, and that have no reason. */
  public List<String> survivorsWithoutReason() {
    return Stream.of(clauses, general, generated)
        .flatMap(List::stream)
        .filter(trial -> trial.fate() != Fate.KILLED && trial.fate() != Fate.REPORTED)
        .filter(trial -> mutants.reasonToSurvive(trial.mutant()).isEmpty())
        .map(trial -> trial.mutant().name())
        .toList();
  }

  @Override
  public String toString() {
    return """
        # Proof that the suites can fail

        A mutant is a mock that breaks one thing. `mvn -Pmutants` tries all of them and writes this page to
        `conformance-tests/target/mutants.md`; it fails if the page differs from this one.

        - **killed**: a clause turned red.
        - **reported**: no clause did, but the run reported that an answer differs from the contract.
        - **broke the kit**: a test ended with an error instead of a verdict.
        - **survived**: nothing was noticed.

        ## The mutant of each clause

        Each must turn its own clause red, and otherwise only those that `mutants.yaml` names as related. It meets
        every clause whose test sees what it breaks.

        %s
        ## General mutants

        %s
        ## Mutants of every answer

        Each status is changed, each list reversed, and each member dropped, renamed, set to null and given
        another type. The clauses about the operation that see what is changed meet them, up to the first that is red; if there
        are none, all clauses that see it.

        %s
        ## Survivors

        %s"""
        .formatted(
            fates("Area", clauses, trial -> trial.mutant().name().replaceAll("-.*", "")),
            generalTable(),
            fates("Operation", generated, MutantTable::operation),
            survivors());
  }

  private static String operation(Trial trial) {
    return trial.mutant().name().split(" ")[1];
  }

  private static String fates(String title, List<Trial> trials, Function<Trial, String> group) {
    Map<String, List<Trial>> groups =
        trials.stream().collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
    groups = new LinkedHashMap<>(groups);
    groups.put("all", trials);
    StringBuilder table = new StringBuilder();
    row(table, title, "made", "killed", "reported", "broke the kit", "survived");
    row(table, "---", "--:", "--:", "--:", "--:", "--:");
    groups.forEach(
        (name, members) ->
            row(
                table,
                name,
                String.valueOf(members.size()),
                count(members, Fate.KILLED),
                count(members, Fate.REPORTED),
                count(members, Fate.BROKE_THE_KIT),
                count(members, Fate.SURVIVED)));
    return table.toString();
  }

  private static String count(List<Trial> trials, Fate fate) {
    return String.valueOf(trials.stream().filter(trial -> trial.fate() == fate).count());
  }

  private static void row(StringBuilder table, String... cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private String generalTable() {
    StringBuilder table = new StringBuilder();
    row(table, "Mutant", "What is broken", "Fate", "Red clauses");
    row(table, "---", "---", "---", "---");
    for (Trial trial : general) {
      row(
          table,
          trial.mutant().name(),
          trial.mutant().breaks(),
          words(trial.fate()),
          String.join(", ", trial.red()));
    }
    return table.toString();
  }

  private static String words(Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The survivors of one operation, status and kind in one row. */
  private String survivors() {
    StringBuilder page = new StringBuilder();
    for (Fate fate : List.of(Fate.BROKE_THE_KIT, Fate.SURVIVED)) {
      Map<String, Map<String, List<String>>> byReason = new TreeMap<>();
      for (List<Trial> trials : List.of(clauses, general, generated)) {
        for (Trial trial : trials) {
          if (trial.fate() == fate) {
            String name = trial.mutant().name();
            int slash = name.indexOf(" /");
            byReason
                .computeIfAbsent(
                    mutants.reasonToSurvive(trial.mutant()).orElse("no reason"),
                    reason -> new TreeMap<>())
                .computeIfAbsent(
                    slash < 0 ? name : name.substring(0, slash), key -> new ArrayList<>())
                .add(
                    slash < 0
                        ? (name.matches("\\w+ \\w+ \\d+") ? "all" : "")
                        : "`" + name.substring(slash + 1) + "`");
          }
        }
      }
      byReason.forEach(
          (reason, rows) -> {
            page.append("**").append(reason).append("**\n\n");
            rows.forEach(
                (name, pointers) ->
                    page.append("- %s: %s".formatted(name, String.join(", ", pointers)).strip())
                        .append('\n'));
            page.append('\n');
          });
    }
    return page.toString().strip() + "\n";
  }
}
