package io.github.cpapi.conformance.drift.side;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.cpapi.conformance.drift.Drift;
import io.github.cpapi.conformance.drift.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

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

  private static final Set<String> MEMBERS = Set.of("finding", "reason", "expires");

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
    JsonNode list;
    try {
      list = new YAMLMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not YAML: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e), e);
    }
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      throw new IllegalArgumentException(file + ": must be a list of findings to ignore");
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : list) {
      entries.add(entry("%s, entry %d".formatted(file, entries.size() + 1), entry));
    }
    return new IgnoredFindings(entries, today);
  }

  private static Entry entry(String place, JsonNode entry) {
    for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!MEMBERS.contains(name)) {
        throw new IllegalArgumentException(
            "%s: unknown member %s; an entry has finding, reason, expires".formatted(place, name));
      }
    }
    String expires = text(place, entry, "expires");
    try {
      return new Entry(
          text(place, entry, "finding"), text(place, entry, "reason"), LocalDate.parse(expires));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s: expires %s is no date; expected for example 2026-12-31".formatted(place, expires),
          e);
    }
  }

  private static String text(String place, JsonNode entry, String member) {
    String text = entry.path(member).asText().strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("%s: %s is missing or empty".formatted(place, member));
    }
    return text;
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
