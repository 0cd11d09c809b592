package io.github.cpapi.client.outcome;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything known about a submission.
 *
 * @param legs one result for each ticket, in the order of the tickets
 * @param transcript the questions that were asked and how they were answered, in order
 * @param evidence what was read because the replies were not clear, and errors of the journal
 */
public record AuditTrail(
    List<LegResult> legs, List<AnsweredQuestion> transcript, List<AuditEntry> evidence) {
  /** Takes unmodifiable copies. */
  public AuditTrail {
    legs = List.copyOf(legs);
    transcript = List.copyOf(transcript);
    evidence = List.copyOf(evidence);
  }

  /**
   * Adds a piece of evidence.
   *
   * @param entry the evidence
   * @return a copy that ends with it
   */
  public AuditTrail with(AuditEntry entry) {
    List<AuditEntry> more = new ArrayList<>(evidence);
    more.add(entry);
    return new AuditTrail(legs, transcript, more);
  }
}
