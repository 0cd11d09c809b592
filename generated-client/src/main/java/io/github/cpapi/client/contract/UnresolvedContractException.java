package io.github.cpapi.client.contract;

import java.util.List;
import java.util.stream.Collectors;

/** An instrument is not one contract: none fits it, or several do. Nothing was sent. */
public abstract sealed class UnresolvedContractException extends RuntimeException
    permits NoContractException, AmbiguousContractException {

  private static final long serialVersionUID = 1L;

  private final transient Instrument instrument;
  private final transient List<Candidate> candidates;

  UnresolvedContractException(Instrument instrument, String why, List<Candidate> candidates) {
    super(
        instrument
            + ": "
            + why
            + (candidates.isEmpty()
                ? ""
                : ". Candidates: "
                    + candidates.stream()
                        .map(Candidate::toString)
                        .collect(Collectors.joining("; "))));
    this.instrument = instrument;
    this.candidates = List.copyOf(candidates);
  }

  /** Returns the instrument that was looked for. */
  public final Instrument instrument() {
    return instrument;
  }

  /**
   * Returns the contracts to choose from.
   *
   * @return those that fit or come close; empty if the gateway lists none
   */
  public final List<Candidate> candidates() {
    return candidates;
  }
}
