package io.github.cpapi.client.outcome;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is known about a submission.
 *
 * @param legs one for each ticket, in the order of the tickets
 * @param transcript the questions that were asked and how they were answered, in order
 * @param evidence what was looked at, where the answers alone did not settle it, and trouble with
 *     the journal; empty otherwise
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
