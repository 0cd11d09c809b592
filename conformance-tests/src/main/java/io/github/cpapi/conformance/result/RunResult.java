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
    List<String> leftovers) {

  /** The version of this structure. */
  public static final int FORMAT = 1;

  /** Copies the lists. */
  public RunResult {
    clauses = List.copyOf(clauses);
    findings = List.copyOf(findings);
    leftovers = List.copyOf(leftovers);
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
}
