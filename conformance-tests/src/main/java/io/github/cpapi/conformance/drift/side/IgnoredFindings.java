package io.github.cpapi.conformance.drift.side;

import io.github.cpapi.conformance.drift.Drift;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.waiver.AcceptedEntry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The findings that are accepted until a day, a YAML list:
 *
 * <pre>{@code
 * - finding: "type-changed:placeOrders:request:/orders"
 *   reason: a mistake of the document, reported as 12345
 *   expires: 2026-12-31
 * }</pre>
 */
public final class IgnoredFindings {

  private static final List<String> MEMBERS = List.of("finding", "reason", "expires");

  private final List<Entry> entries;
  private final LocalDate today;

  private record Entry(String finding, String reason, LocalDate expires) {}

  /**
   * A drift without what is ignored.
   *
   * @param drift the rest
   * @param ignored what was left out
   * @param notes entries that are expired or match nothing, one line each
   */
  public record Result(Drift drift, List<Finding> ignored, List<String> notes) {

    /** Copies the lists. */
    public Result {
      ignored = List.copyOf(ignored);
      notes = List.copyOf(notes);
    }
  }

  private IgnoredFindings(List<Entry> entries, LocalDate today) {
    this.entries = List.copyOf(entries);
    this.today = today;
  }

  /**
   * Reads a file.
   *
   * @param today entries apply until the end of their last day
   * @throws IllegalArgumentException if the file cannot be read, or an entry lacks a member, has an
   *     unknown one or no date
   */
  public static IgnoredFindings read(Path file, LocalDate today) {
    return new IgnoredFindings(
        AcceptedEntry.in(file, "entry", MEMBERS).stream()
            .map(entry -> new Entry(entry.text("finding"), entry.text("reason"), entry.expires()))
            .toList(),
        today);
  }

  /** Leaves out what is ignored. */
  public Result applied(Drift drift) {
    List<Finding> kept = new ArrayList<>(drift.findings());
    List<Finding> ignored = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Entry entry : entries) {
      List<Finding> meant =
          drift.findings().stream().filter(f -> f.id().equals(entry.finding())).toList();
      if (meant.isEmpty()) {
        notes.add("%s is ignored, but not found".formatted(entry.finding()));
      } else if (today.isAfter(entry.expires())) {
        notes.add(
            "%s was ignored until %s: %s"
                .formatted(entry.finding(), entry.expires(), entry.reason()));
      } else {
        kept.removeAll(meant);
        ignored.addAll(meant);
      }
    }
    return new Result(
        new Drift(drift.base(), drift.revision(), drift.at(), drift.repairs(), kept),
        ignored,
        notes);
  }
}
