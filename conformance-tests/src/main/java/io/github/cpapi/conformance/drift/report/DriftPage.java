package io.github.cpapi.conformance.drift.report;

import io.github.cpapi.conformance.drift.Direction;
import io.github.cpapi.conformance.drift.Drift;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.Place;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.conformance.drift.plan.Spot;
import io.github.cpapi.conformance.drift.plan.Spots;
import io.github.cpapi.conformance.result.Plural;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the reports show.
 *
 * @param failing the least severity that fails
 * @param entries the most severe first
 * @param shown how many of them are shown with their details
 */
public record DriftPage(Drift drift, Severity failing, List<Entry> entries, int shown) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** More places than these are folded. */
  private static final int FEW = 6;

  /**
   * Prepares a comparison for readers.
   *
   * @param failing the least severity that fails
   * @param spots the lines of the contract
   */
  public static DriftPage of(Drift drift, Severity failing, Spots spots) {
    List<Entry> entries =
        drift.findings().stream()
            .sorted(Comparator.comparing(Finding::severity))
            .map(finding -> new Entry(finding, spots.of(finding)))
            .toList();
    return new DriftPage(drift, failing, entries, entries.size());
  }

  /** Shows fewer findings with their details. */
  DriftPage with(int number) {
    return new DriftPage(drift, failing, entries, number);
  }

  /** Returns the findings in one sentence. */
  public String sentence() {
    return Sentence.of(drift.findings());
  }

  /** Returns whether a finding is severe enough to fail. */
  public boolean fails() {
    return entries.stream().anyMatch(this::fails);
  }

  boolean fails(Entry entry) {
    return entry.finding().severity().compareTo(failing) <= 0;
  }

  String at() {
    return TIME.format(drift.at());
  }

  boolean any() {
    return !entries.isEmpty();
  }

  boolean many() {
    return entries.size() > FEW;
  }

  boolean repaired() {
    return !drift.repairs().isEmpty();
  }

  String repairs() {
    return Plural.of(drift.repairs().size(), "repair");
  }

  /** What is left out, for example {@code 3 more findings}; empty for nothing. */
  String hidden() {
    int hidden = entries.size() - shown;
    return hidden == 0 ? "" : hidden == 1 ? "1 more finding" : hidden + " more findings";
  }

  /** The colour of the head. */
  String tone() {
    return drift.worst().map(DriftPage::tone).orElse("conformant");
  }

  private static String tone(Severity worst) {
    return switch (worst) {
      case ORDERS_AT_RISK -> "not_conformant";
      case CLIENT_BREAKS -> "undecided";
      case BLIND_SPOT, MOVED_AWAY -> "noted";
      case REPAIRED, TEXT_ONLY -> "conformant";
    };
  }

  List<Group> groups() {
    return groups(entries);
  }

  List<Group> details() {
    return groups(entries.subList(0, shown));
  }

  private static List<Group> groups(List<Entry> entries) {
    return Arrays.stream(Severity.values())
        .map(
            severity ->
                new Group(
                    severity,
                    entries.stream()
                        .filter(entry -> entry.finding().severity() == severity)
                        .toList()))
        .filter(group -> !group.entries().isEmpty())
        .toList();
  }

  /** The findings of one severity. */
  record Group(Severity severity, List<Entry> entries) {

    String id() {
      return severity.name().toLowerCase(Locale.ROOT);
    }

    String kind() {
      return DriftPage.kind(severity);
    }

    String phrase() {
      return severity.phrase();
    }

    String title() {
      return severity.phrase().toUpperCase(Locale.ROOT);
    }

    String meaning() {
      return Sentence.meaning(severity);
    }

    int number() {
      return entries.size();
    }
  }

  /** The name of a severity in the style sheet, which it shares with the verdicts of a run. */
  private static String kind(Severity severity) {
    return switch (severity) {
      case ORDERS_AT_RISK -> "fail";
      case CLIENT_BREAKS -> "error";
      case BLIND_SPOT -> "waived";
      case REPAIRED -> "pass";
      case MOVED_AWAY -> "skip";
      case TEXT_ONLY -> "untested";
    };
  }

  /**
   * One finding.
   *
   * @param spots the lines of the contract that it is about
   */
  public record Entry(Finding finding, List<Spot> spots) {

    String kind() {
      return DriftPage.kind(finding.severity());
    }

    String phrase() {
      return finding.severity().phrase();
    }

    boolean changes() {
      return !finding.before().isEmpty() || !finding.after().isEmpty();
    }

    List<Where> few() {
      return places().subList(0, Math.min(FEW, finding.places().size()));
    }

    List<Where> rest() {
      return places().subList(few().size(), finding.places().size());
    }

    boolean more() {
      return !rest().isEmpty();
    }

    int others() {
      return rest().size();
    }

    private List<Where> places() {
      return finding.places().stream().map(Where::new).toList();
    }

    boolean java() {
      return !finding.javaNames().isEmpty();
    }

    /** The first names, and how many more there are. */
    String javaNames() {
      List<String> names = finding.javaNames();
      int more = names.size() - FEW;
      return String.join(", ", names.subList(0, Math.min(FEW, names.size())))
          + (more > 0 ? " and %d more".formatted(more) : "");
    }

    boolean recorded() {
      return !finding.recordings().isEmpty();
    }

    boolean located() {
      return !spots.isEmpty();
    }

    List<String> beforeLines() {
      return finding.before().lines().toList();
    }

    List<String> afterLines() {
      return finding.after().lines().toList();
    }
  }

  /** A place in words. */
  record Where(Place place) {

    String operation() {
      return place.operation();
    }

    String direction() {
      return place.direction() == Direction.NONE
          ? ""
          : place.direction().name().toLowerCase(Locale.ROOT);
    }

    String pointer() {
      return place.pointer();
    }
  }
}
