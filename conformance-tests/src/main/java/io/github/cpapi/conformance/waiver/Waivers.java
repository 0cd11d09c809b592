package io.github.cpapi.conformance.waiver;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.result.WaiverResult.State;
import io.github.cpapi.contract.Clause;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
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

  private static final List<String> MEMBERS = List.of("clause", "condition", "reason", "expires");

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
    Set<String> clauses = Clause.all().stream().map(Clause::id).collect(Collectors.toSet());
    return new Waivers(
        AcceptedEntry.in(file, "waiver", MEMBERS).stream()
            .map(entry -> waiver(entry, clauses))
            .toList(),
        today);
  }

  private static Waiver waiver(AcceptedEntry entry, Set<String> clauses) {
    String clause = entry.text("clause");
    if (!clauses.contains(clause)) {
      throw entry.wrong(
          "the contract has no clause %s; the command list shows all".formatted(clause), null);
    }
    String condition = entry.text("condition");
    return new Waiver(
        clause, condition, pattern(entry, condition), entry.text("reason"), entry.expires());
  }

  private static Pattern pattern(AcceptedEntry entry, String condition) {
    if (condition.length() < 3 || !condition.startsWith("/") || !condition.endsWith("/")) {
      return Pattern.compile(Pattern.quote(condition.replaceAll("\\s+", " ")));
    }
    try {
      return Pattern.compile(condition.substring(1, condition.length() - 1));
    } catch (PatternSyntaxException e) {
      throw entry.wrong(
          "condition %s is no regular expression: %s".formatted(condition, e.getDescription()), e);
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
