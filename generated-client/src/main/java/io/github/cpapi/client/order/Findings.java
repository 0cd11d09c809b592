package io.github.cpapi.client.order;

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
public record Findings(List<Leg> legs, List<Exchange> transcript, List<Sighting> evidence) {
  /**
   * Takes unmodifiable copies.
   *
   * @param legs as above
   * @param transcript as above
   * @param evidence as above
   */
  public Findings {
    legs = List.copyOf(legs);
    transcript = List.copyOf(transcript);
    evidence = List.copyOf(evidence);
  }

  Findings with(Sighting sighting) {
    List<Sighting> more = new ArrayList<>(evidence);
    more.add(sighting);
    return new Findings(legs, transcript, more);
  }
}
