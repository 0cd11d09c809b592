package io.github.cpapi.conformance.result;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run found.
 *
 * @param format the version of this structure, 1
 * @param kitVersion the version of the suites
 * @param target the gateway, one line without personal data
 * @param started when the run started
 * @param ended when it ended
 * @param complete false if the run was stopped before its end
 * @param clauses the verdicts, in the order of the contract
 * @param findings the differences to the contract, most serious first
 * @param leftovers the orders of the run that could not be cancelled, one line each
 * @param fills the orders of the run that were filled, one line each; their positions stay
 * @param waivers what became of each waiver, in the order of the file
 */
public record RunResult(
    int format,
    String kitVersion,
    String contractVersion,
    String target,
    Instant started,
    Instant ended,
    boolean complete,
    List<ClauseResult> clauses,
    List<Finding> findings,
    List<String> leftovers,
    List<String> fills,
    List<WaiverResult> waivers) {

  /** The version of this structure. */
  public static final int FORMAT = 1;

  /** Copies the lists. */
  public RunResult {
    clauses = List.copyOf(clauses);
    findings = List.copyOf(findings);
    leftovers = List.copyOf(leftovers);
    fills = List.copyOf(fills);
    waivers = List.copyOf(waivers);
  }

  /** Creates the result of a run without fills and waivers. */
  public RunResult(
      int format,
      String kitVersion,
      String contractVersion,
      String target,
      Instant started,
      Instant ended,
      boolean complete,
      List<ClauseResult> clauses,
      List<Finding> findings,
      List<String> leftovers) {
    this(
        format,
        kitVersion,
        contractVersion,
        target,
        started,
        ended,
        complete,
        clauses,
        findings,
        leftovers,
        List.of(),
        List.of());
  }

  /** Returns the same run with other verdicts and with what became of each waiver. */
  public RunResult withWaivers(List<ClauseResult> verdicts, List<WaiverResult> used) {
    return new RunResult(
        format,
        kitVersion,
        contractVersion,
        target,
        started,
        ended,
        complete,
        verdicts,
        findings,
        leftovers,
        fills,
        used);
  }

  /** Returns the number of clauses for each status, zeros included. */
  public Map<Status, Long> counts() {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    Arrays.stream(Status.values()).forEach(status -> counts.put(status, count(status)));
    return counts;
  }

  /** Returns the number of clauses with a status. */
  public long count(Status status) {
    return clauses.stream().filter(clause -> clause.status() == status).count();
  }

  /** Returns the verdict about the target. */
  public Verdict verdict() {
    return Verdict.of(this);
  }

  /** Returns why the verdict is what it is; empty if the target conforms. */
  public List<String> reasons() {
    return Verdict.reasons(this);
  }

  /** Returns the waivers of clauses that pass. */
  public List<WaiverResult> needlessWaivers() {
    return waivers.stream()
        .filter(waiver -> waiver.state() == WaiverResult.State.CLAUSE_PASSES)
        .toList();
  }
}
