package io.github.cpapi.conformance.report;

import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.conformance.result.Plural;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.result.Verdict;
import io.github.cpapi.conformance.waiver.Waivers;
import io.github.cpapi.contract.Clause;
import io.github.cpapi.contract.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code report.md} and {@code report.html} show.
 *
 * @param run the result, with its personal data masked
 * @param verdict the verdict about the target
 * @param started when the run started, UTC
 * @param duration how long it took
 * @param total the number of clauses
 * @param counts the number of clauses for each status, zeros included
 * @param levels the same for each level
 * @param problems the clauses that failed, then those in which the kit failed
 * @param rerunProblems runs just these again; empty if there are none
 * @param areas all clauses
 * @param grades the findings
 * @param coverage what of the contract was exercised
 * @param comparisons the comparisons with other runs
 */
record ReportPage(
    RunResult run,
    Verdict verdict,
    String started,
    String duration,
    int total,
    List<Count> counts,
    List<Level> levels,
    List<Entry> problems,
    String rerunProblems,
    List<Area> areas,
    List<Grade> grades,
    Coverage coverage,
    List<ComparisonPage> comparisons) {

  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String RERUN = "java -jar conformance.jar run%s --only ";

  /** Bodies on the page are cut here; {@code results.json} has all of them. */
  private static final int LONGEST_BODY = 4000;

  private static final int LONGEST_LINE = 200;

  private static final int DAYS_OF_A_WAIVER = 30;

  /** The name of the verdict in style sheets. */
  String verdictClass() {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  String targetVersion() {
    return TargetVersion.of(run);
  }

  String clauses() {
    return Plural.of(total, "clause");
  }

  boolean anyProblem() {
    return !problems.isEmpty();
  }

  boolean anyWaiver() {
    return !run.waivers().isEmpty();
  }

  boolean leftoverOrders() {
    return !run.leftovers().isEmpty();
  }

  boolean filledOrders() {
    return !run.fills().isEmpty();
  }

  /** How many clauses have a status. */
  record Count(Status status, long number) {
    static List<Count> of(List<ClauseResult> clauses) {
      return Arrays.stream(Status.values())
          .map(
              status ->
                  new Count(
                      status, clauses.stream().filter(clause -> clause.status() == status).count()))
          .toList();
    }

    boolean any() {
      return number > 0;
    }
  }

  /** The counts of one level. */
  record Level(Clause.Level level, int total, List<Count> counts) {

    /** The counts in words, without zeros. */
    String summary() {
      return counts.stream()
          .filter(Count::any)
          .map(count -> count.number() + " " + Markup.word(count.status()))
          .collect(Collectors.joining(", "));
    }
  }

  /** The clauses of one area, all of them and by level. */
  record Area(String id, String title, List<Row> levels, List<Entry> entries) {}

  /** The clauses of one area and level. */
  record Row(Clause.Level level, List<Entry> entries) {}

  /**
   * A clause and what is known about it.
   *
   * @param number the digits of its id
   * @param problem whether the clause needs attention first
   * @param citations its evidence
   * @param waiver the entry that waives its failure; empty if it did not fail
   */
  record Entry(
      ClauseResult result,
      String number,
      boolean problem,
      List<Citation> citations,
      List<Conversation> conversations,
      List<Sent> timeline,
      String rerun,
      String waiver) {

    static Entry of(
        ClauseResult result, Map<String, String> quirks, LocalDate expires, String rerun) {
      Clause clause = result.clause();
      boolean problem = result.status() == Status.FAIL || result.status() == Status.ERROR;
      return new Entry(
          result,
          clause.id().replaceAll(".*-", ""),
          problem,
          Arrays.stream(clause.source().split("[,;] "))
              .map(name -> new Citation(name, quirks.getOrDefault(name, "")))
              .toList(),
          Conversation.in(result.exchanges()),
          Sent.all(result.exchanges(), problem),
          rerun + clause.id(),
          result.status() == Status.FAIL ? Waivers.entry(result, expires) : "");
    }

    boolean exchanged() {
      return !timeline.isEmpty();
    }

    /** The last exchange in one line, which a failure is mostly about; empty without one. */
    String lastExchange() {
      if (timeline.isEmpty()) {
        return "";
      }
      Sent last = timeline.get(timeline.size() - 1);
      return line(
          "%s %s → %s %s"
              .formatted(
                  last.exchange().method(),
                  last.exchange().path(),
                  last.outcome(),
                  last.exchange().responseBody()));
    }

    private static String line(String text) {
      String line = text.replaceAll("\\s+", " ").strip();
      return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …";
    }

    boolean single() {
      return timeline.size() == 1;
    }

    String milliseconds() {
      return seconds(result.milliseconds());
    }

    /** The start of the reason in one line; all of it is with the clause. */
    String reasonLine() {
      return line(result.reason());
    }

    /** The heading of the reason: what it explains depends on the status. */
    String why() {
      return switch (result.status()) {
        case PASS -> "";
        case FAIL -> "Why it fails";
        case ERROR -> "Why the kit failed";
        case SKIP -> "Why it is skipped";
        case UNTESTED -> "Why it has no test";
        case WAIVED -> "Why it is waived";
      };
    }
  }

  /**
   * A piece of evidence.
   *
   * @param name its name in the evidence of the contract
   * @param fact what it states; empty for a published answer
   */
  record Citation(String name, String fact) {}

  /**
   * An exchange in the timeline of its clause.
   *
   * @param offset since the first exchange of the clause
   * @param left where its bar starts, percent of the timeline
   * @param width how long its bar is, percent of the timeline
   * @param outcome the status, or {@code no answer}
   * @param good whether the status is below 400
   * @param open whether its bodies are shown at once
   */
  record Sent(
      Exchange exchange,
      String offset,
      String left,
      String width,
      String outcome,
      boolean good,
      boolean open,
      String requestBody,
      String responseBody,
      String curl) {

    static List<Sent> all(List<Exchange> exchanges, boolean openLast) {
      if (exchanges.isEmpty()) {
        return List.of();
      }
      Instant first = exchanges.get(0).time();
      long all =
          exchanges.stream()
              .mapToLong(exchange -> since(first, exchange) + exchange.milliseconds())
              .max()
              .orElseThrow();
      double percent = 100.0 / Math.max(1, all);
      Exchange last = exchanges.get(exchanges.size() - 1);
      return exchanges.stream()
          .map(
              exchange ->
                  of(exchange, since(first, exchange), percent, openLast && exchange == last))
          .toList();
    }

    private static Sent of(Exchange exchange, long since, double percent, boolean open) {
      return new Sent(
          exchange,
          "+" + seconds(since),
          decimal("%.1f", since * percent),
          decimal("%.1f", exchange.milliseconds() * percent),
          exchange.status() == 0 ? "no answer" : String.valueOf(exchange.status()),
          exchange.status() > 0 && exchange.status() < 400,
          open,
          body(exchange.requestBody()),
          body(exchange.responseBody()),
          Curl.of(exchange));
    }

    private static long since(Instant first, Exchange exchange) {
      return Math.max(0, Duration.between(first, exchange.time()).toMillis());
    }

    private static String body(String body) {
      String indented = ResultsJson.indented(body);
      return indented.length() <= LONGEST_BODY
          ? indented
          : indented.substring(0, LONGEST_BODY)
              + "\n… %d more characters in results.json"
                  .formatted(indented.length() - LONGEST_BODY);
    }
  }

  /** The findings of one grade, by operation. */
  record Grade(Finding.Grade grade, String meaning, int number, List<Group> groups) {}

  /** The findings about one operation. */
  record Group(String operation, List<Finding> findings) {}

  static ReportPage of(RunResult run) {
    Map<String, String> quirks = Evidence.load().quirks();
    LocalDate expires =
        LocalDate.ofInstant(run.started(), ZoneOffset.UTC).plusDays(DAYS_OF_A_WAIVER);
    String rerun = RERUN.formatted(target(run));
    List<Entry> entries =
        run.clauses().stream().map(result -> Entry.of(result, quirks, expires, rerun)).toList();
    List<Entry> problems =
        Stream.of(Status.FAIL, Status.ERROR)
            .flatMap(status -> entries.stream().filter(entry -> entry.result().status() == status))
            .toList();
    return new ReportPage(
        run,
        run.verdict(),
        TIME.format(run.started()),
        seconds(Duration.between(run.started(), run.ended()).toMillis()),
        entries.size(),
        Count.of(run.clauses()),
        levels(run.clauses()),
        problems,
        problems.isEmpty() ? "" : rerun + ids(problems),
        areas(entries),
        grades(run.findings()),
        Coverage.of(run),
        List.of());
  }

  /** The same page with comparisons. */
  ReportPage with(List<ComparisonPage> others) {
    return new ReportPage(
        run,
        verdict,
        started,
        duration,
        total,
        counts,
        levels,
        problems,
        rerunProblems,
        areas,
        grades,
        coverage,
        others);
  }

  boolean anyComparison() {
    return !comparisons.isEmpty();
  }

  /** The options for the same target; account and pin are shell variables of the reader. */
  private static String target(RunResult run) {
    String url = run.target();
    if (!url.matches("https?://[\\w.:\\[\\]/-]+")) {
      return "";
    }
    return " --target %s --account \"$ACCOUNT\"%s"
        .formatted(url, url.startsWith("https") ? " --pin \"$PIN\"" : "");
  }

  private static String ids(Collection<Entry> entries) {
    return entries.stream()
        .map(entry -> entry.result().clause().id())
        .collect(Collectors.joining(","));
  }

  private static List<Level> levels(List<ClauseResult> clauses) {
    return Arrays.stream(Clause.Level.values())
        .map(
            level -> {
              List<ClauseResult> ofLevel =
                  clauses.stream().filter(result -> result.clause().level() == level).toList();
              return new Level(level, ofLevel.size(), Count.of(ofLevel));
            })
        .toList();
  }

  private static List<Area> areas(List<Entry> entries) {
    return entries.stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.result().area(), LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            area ->
                new Area(
                    area.getKey(),
                    AreaTitles.of(area.getKey()),
                    Arrays.stream(Clause.Level.values())
                        .map(level -> row(level, area.getValue()))
                        .toList(),
                    area.getValue()))
        .toList();
  }

  private static Row row(Clause.Level level, List<Entry> entries) {
    return new Row(
        level, entries.stream().filter(entry -> entry.result().clause().level() == level).toList());
  }

  private static List<Grade> grades(List<Finding> findings) {
    return Arrays.stream(Finding.Grade.values())
        .map(grade -> grade(grade, findings.stream().filter(f -> f.grade() == grade).toList()))
        .filter(grade -> grade.number() > 0)
        .toList();
  }

  private static Grade grade(Finding.Grade grade, List<Finding> findings) {
    String meaning =
        switch (grade) {
          case CONTRADICTS -> "The answer violates the contract.";
          case UNKNOWN -> "The contract does not know this member, status or media type.";
          case NEW_VALUE -> "The contract knows the member, but not this value.";
        };
    List<Group> groups =
        findings.stream()
            .collect(Collectors.groupingBy(Finding::operation, TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(group -> new Group(group.getKey(), group.getValue()))
            .toList();
    return new Grade(grade, meaning, findings.size(), groups);
  }

  static String seconds(long milliseconds) {
    return decimal(milliseconds < 10_000 ? "%.2f s" : "%.0f s", milliseconds / 1000.0);
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
