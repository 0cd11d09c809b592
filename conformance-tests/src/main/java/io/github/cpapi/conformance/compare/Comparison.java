package io.github.cpapi.conformance.compare;

import io.github.cpapi.conformance.compare.Divergence.Kind;
import io.github.cpapi.conformance.result.ClauseResult;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.result.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Run A and run B side by side, for example the mock and a paper account, or last week and today.
 * They are aligned by clause and by step; ids, times and pseudonyms are ignored. Clauses that only
 * one run judged are not compared and are no divergence.
 *
 * @param left run A
 * @param right run B
 * @param compared the ids of the clauses that both runs judged
 * @param notCompared the others
 * @param divergences what differs, most important first
 */
public record Comparison(
    Side left,
    Side right,
    List<String> compared,
    List<NotCompared> notCompared,
    List<Divergence> divergences) {

  private static final Set<Status> JUDGED =
      Set.of(Status.PASS, Status.FAIL, Status.ERROR, Status.WAIVED);

  /** Copies the lists. */
  public Comparison {
    compared = List.copyOf(compared);
    notCompared = List.copyOf(notCompared);
    divergences = List.copyOf(divergences);
  }

  /**
   * One of the two runs.
   *
   * @param name where its result was read, or what else tells it from the other
   * @param target the gateway
   */
  public record Side(
      String name,
      String target,
      Instant started,
      String kitVersion,
      String contractVersion,
      Verdict verdict) {

    static Side of(String name, RunResult run) {
      return new Side(
          name,
          run.target(),
          run.started(),
          run.kitVersion(),
          run.contractVersion(),
          run.verdict());
    }
  }

  /**
   * A clause that at least one run did not judge.
   *
   * @param clause its id
   * @param left its status in A, and why
   * @param right its status in B, and why
   */
  public record NotCompared(String clause, String left, String right) {}

  /**
   * Compares two runs, whose personal data is masked.
   *
   * @param leftName what readers know run A by, for example its folder
   * @param left A, shown first
   * @param rightName what readers know run B by
   * @param right B, shown second
   */
  public static Comparison of(String leftName, RunResult left, String rightName, RunResult right) {
    Map<String, ClauseResult> inLeft = byClause(left);
    Map<String, ClauseResult> inRight = byClause(right);
    Set<String> clauses = new LinkedHashSet<>(inLeft.keySet());
    clauses.addAll(inRight.keySet());
    Set<String> compared = new LinkedHashSet<>();
    List<NotCompared> notCompared = new ArrayList<>();
    List<Divergence> divergences = new ArrayList<>();
    for (String clause : clauses) {
      ClauseResult a = inLeft.get(clause);
      ClauseResult b = inRight.get(clause);
      if (a != null && b != null && judged(a) && judged(b)) {
        compared.add(clause);
        divergences.addAll(ClauseComparison.of(a, b));
      } else if (a == null || b == null || a.status() != Status.UNTESTED) {
        notCompared.add(
            new NotCompared(
                clause,
                a == null ? "not part of the run" : why(a),
                b == null ? "not part of the run" : why(b)));
      }
    }
    divergences.addAll(findings(left, right, compared));
    divergences.sort(Comparator.comparing(Divergence::kind));
    return new Comparison(
        Side.of(leftName, left),
        Side.of(rightName, right),
        List.copyOf(compared),
        notCompared,
        divergences);
  }

  private static Map<String, ClauseResult> byClause(RunResult run) {
    return run.clauses().stream()
        .collect(
            Collectors.toMap(
                result -> result.clause().id(),
                Function.identity(),
                (first, second) -> first,
                LinkedHashMap::new));
  }

  private static boolean judged(ClauseResult result) {
    return JUDGED.contains(result.status());
  }

  private static String why(ClauseResult result) {
    String status = result.status().name().toLowerCase(Locale.ROOT);
    return result.reason().isEmpty()
        ? status
        : status + ": " + Bodies.excerpt(result.reason().replaceAll("\\s+", " "));
  }

  /** The findings of compared clauses that only one run has. */
  private static List<Divergence> findings(RunResult left, RunResult right, Set<String> compared) {
    Set<String> inLeft = keys(left);
    Set<String> inRight = keys(right);
    return Stream.concat(
            left.findings().stream()
                .filter(finding -> !inRight.contains(key(finding)))
                .map(finding -> divergence(finding, finding.message(), Divergence.NOTHING)),
            right.findings().stream()
                .filter(finding -> !inLeft.contains(key(finding)))
                .map(finding -> divergence(finding, Divergence.NOTHING, finding.message())))
        .filter(divergence -> compared.contains(divergence.clause()))
        .toList();
  }

  private static Divergence divergence(Finding finding, String left, String right) {
    return new Divergence(
        Kind.FINDING, finding.clause(), 0, finding.operation(), place(finding), left, right);
  }

  private static Set<String> keys(RunResult run) {
    return run.findings().stream().map(Comparison::key).collect(Collectors.toSet());
  }

  private static String key(Finding finding) {
    return new Neutral(List.of())
        .text(
            "%s %s %d %s %s"
                .formatted(
                    finding.grade(),
                    finding.operation(),
                    finding.status(),
                    place(finding),
                    finding.message()));
  }

  private static String place(Finding finding) {
    return finding.pointer().replaceAll("/\\d+", "/*");
  }

  /** Returns whether something differs. */
  public boolean differs() {
    return !divergences.isEmpty();
  }
}
