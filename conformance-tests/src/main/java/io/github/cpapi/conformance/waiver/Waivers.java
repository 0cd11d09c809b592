package io.github.cpapi.conformance.waiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.result.WaiverResult.State;
import io.github.cpapi.contract.Clause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * The waivers of a file, a YAML list:
 *
 * <pre>{@code
 * - clause: ORD-02
 *   condition: "Expecting actual: 200"
 *   reason: reported to IBKR as 12345
 *   expires: 2026-12-31
 * }</pre>
 *
 * <p>The reason of the failure must contain the condition; white space counts as one blank. A
 * condition between slashes is a regular expression. A waiver applies to failures only, and until
 * the end of its last day, UTC. Immutable.
 */
public final class Waivers {

  private static final Set<String> MEMBERS = Set.of("clause", "condition", "reason", "expires");

  /** What differs from run to run: masked accounts, UUIDs, tags and long numbers. */
  private static final Pattern VOLATILE =
      Pattern.compile(
          "\\b[A-Z]{1,3}\\*{3}\\d{2}\\b|\\b\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b"
              + "|\\bcpapi-ct-[\\w-]+|\\bkit-[\\w-]+\\d|@\\p{XDigit}{4,}|\\d{8,}");

  private static final int LONGEST_CONDITION = 200;

  private final List<Waiver> waivers;
  private final LocalDate today;

  private Waivers(List<Waiver> waivers, LocalDate today) {
    this.waivers = waivers;
    this.today = today;
  }

  /** Returns no waivers. */
  public static Waivers none() {
    return new Waivers(List.of(), LocalDate.EPOCH);
  }

  /**
   * Reads a file.
   *
   * @param today decides which waivers are expired
   * @throws IllegalArgumentException if the file cannot be read, or an entry is wrong: a clause
   *     that the contract lacks, a member that is missing or unknown, a date or an expression that
   *     is none
   */
  public static Waivers read(Path file, LocalDate today) {
    JsonNode entries;
    try {
      entries = new YAMLMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not YAML: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e), e);
    }
    if (!entries.isArray() && !entries.isMissingNode() && !entries.isNull()) {
      throw new IllegalArgumentException(file + ": must be a list of waivers");
    }
    Set<String> clauses = Clause.all().stream().map(Clause::id).collect(Collectors.toSet());
    List<Waiver> waivers = new ArrayList<>();
    for (JsonNode entry : entries) {
      waivers.add(waiver("%s, waiver %d".formatted(file, waivers.size() + 1), entry, clauses));
    }
    return new Waivers(List.copyOf(waivers), today);
  }

  private static Waiver waiver(String place, JsonNode entry, Set<String> clauses) {
    for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!MEMBERS.contains(name)) {
        throw new IllegalArgumentException(
            "%s: unknown member %s; a waiver has clause, condition, reason, expires"
                .formatted(place, name));
      }
    }
    String clause = text(place, entry, "clause");
    if (!clauses.contains(clause)) {
      throw new IllegalArgumentException(
          "%s: the contract has no clause %s; the command list shows all".formatted(place, clause));
    }
    String condition = text(place, entry, "condition");
    return new Waiver(
        clause,
        condition,
        pattern(place, condition),
        text(place, entry, "reason"),
        date(place, text(place, entry, "expires")));
  }

  private static String text(String place, JsonNode entry, String member) {
    String text = entry.path(member).asText().strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("%s: %s is missing or empty".formatted(place, member));
    }
    return text;
  }

  private static Pattern pattern(String place, String condition) {
    if (condition.length() < 3 || !condition.startsWith("/") || !condition.endsWith("/")) {
      return Pattern.compile(Pattern.quote(condition.replaceAll("\\s+", " ")));
    }
    try {
      return Pattern.compile(condition.substring(1, condition.length() - 1));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "%s: condition %s is no regular expression: %s"
              .formatted(place, condition, e.getDescription()),
          e);
    }
  }

  private static LocalDate date(String place, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s: expires %s is no date; expected for example 2026-12-31".formatted(place, text), e);
    }
  }

  /** Returns the verdict, waived if a waiver accepts the failure. */
  public ClauseResult applied(ClauseResult result) {
    return waivers.stream()
        .filter(waiver -> waiver.clause().equals(result.clause().id()))
        .filter(waiver -> waiver.stateFor(result, today) == State.APPLIED)
        .findFirst()
        .map(waiver -> waived(result, waiver))
        .orElse(result);
  }

  private static ClauseResult waived(ClauseResult result, Waiver waiver) {
    return new ClauseResult(
        result.clause(),
        Status.WAIVED,
        "Waived until %s: %s.%nIt fails: %s"
            .formatted(waiver.expires(), waiver.reason().replaceFirst("\\.$", ""), result.reason()),
        result.milliseconds(),
        result.exchanges());
  }

  /** Returns the run with its waived failures, and with what became of each waiver. */
  public RunResult applied(RunResult run) {
    return run.withWaivers(
        run.clauses().stream().map(this::applied).toList(),
        waivers.stream().map(waiver -> waiver.with(stateOf(waiver, run))).toList());
  }

  private State stateOf(Waiver waiver, RunResult run) {
    return run.clauses().stream()
        .filter(result -> result.clause().id().equals(waiver.clause()))
        .findFirst()
        .map(result -> waiver.stateFor(result, today))
        .orElseGet(() -> today.isAfter(waiver.expires()) ? State.EXPIRED : State.NOT_JUDGED);
  }

  /**
   * Returns an entry that waives a failure, with a reason to be filled in. Its condition leaves out
   * what differs from run to run.
   *
   * @param expires its last day
   */
  public static String entry(ClauseResult failure, LocalDate expires) {
    return """
        - clause: %s
          condition: %s
          reason: "FILL IN why this is accepted, and where it is reported"
          expires: %s
        """
        .formatted(failure.clause().id(), quoted(condition(failure.reason())), expires);
  }

  /** As a JSON string, which is also YAML, and without the start of a tag. */
  private static String quoted(String text) {
    return new TextNode(text).toString().replace("<", "\\u003c");
  }

  private static String condition(String reason) {
    String line = Waiver.oneLine(reason);
    boolean readsAsExpression = line.startsWith("/") && line.endsWith("/");
    String start = line.length() <= LONGEST_CONDITION ? line : wholeWords(line);
    if (!start.isEmpty() && !readsAsExpression && !VOLATILE.matcher(start).find()) {
      return start;
    }
    return Arrays.stream(VOLATILE.split(start))
        .map(part -> part.replaceAll("[\\\\.\\[\\]{}()*+?^$|]", "\\\\$0"))
        .collect(Collectors.joining(".*", "/^", "/"));
  }

  /** The start of a line. Half a word could be half of what differs from run to run. */
  private static String wholeWords(String line) {
    int end = line.lastIndexOf(' ', LONGEST_CONDITION);
    return line.substring(0, end > 0 ? end : LONGEST_CONDITION);
  }
}
