package io.github.cpapi.client.contract;

import java.util.List;
import java.util.stream.Collectors;

/** No listing fits an instrument, or more than one does. Nothing was sent. */
public final class UnresolvedContractException extends RuntimeException {

  private static final long serialVersionUID = 1L;

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
    this.candidates = List.copyOf(candidates);
  }

  /**
   * Returns what could have been meant.
   *
   * @return the listings that share the symbol; empty where none does
   */
  public List<Candidate> candidates() {
    return candidates;
  }
}
