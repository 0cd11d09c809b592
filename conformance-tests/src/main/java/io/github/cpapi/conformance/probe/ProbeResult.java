package io.github.cpapi.conformance.probe;

import io.github.cpapi.conformance.probe.TroubleResult.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * What a program did in all troubles.
 *
 * @param format the version of this structure, {@link #FORMAT}
 * @param kitVersion the version of the kit; {@code development} outside a jar
 * @param command the program as it was named, with its placeholders
 * @param complete false if the probe was stopped, or the program sent no order without a trouble
 * @param troubles in the order in which they were tried
 */
public record ProbeResult(
    int format,
    String kitVersion,
    String contractVersion,
    String command,
    Instant started,
    Instant ended,
    boolean complete,
    List<TroubleResult> troubles) {

  /** The current version of the structure. */
  public static final int FORMAT = 1;

  /** Copies the list. */
  public ProbeResult {
    troubles = List.copyOf(troubles);
  }

  /** Returns {@link Outcome#NOT_MET} if no harm was seen, but not every trouble was met. */
  public Outcome outcome() {
    if (troubles.stream().anyMatch(trouble -> trouble.outcome() == Outcome.HARM)) {
      return Outcome.HARM;
    }
    return complete && troubles.stream().allMatch(trouble -> trouble.outcome() == Outcome.NO_HARM)
        ? Outcome.NO_HARM
        : Outcome.NOT_MET;
  }
}
