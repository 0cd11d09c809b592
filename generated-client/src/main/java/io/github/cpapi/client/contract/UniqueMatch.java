package io.github.cpapi.client.contract;

import java.util.List;

/** Returns the one contract that fits, or throws. */
final class UniqueMatch {

  private UniqueMatch() {}

  /**
   * Returns the only contract that fits.
   *
   * @param listed what the gateway lists, for the reason or the candidates
   * @param howToSay what the caller can add to tell several apart
   */
  static ResolvedContract of(
      Instrument instrument, List<Candidate> fitting, List<Candidate> listed, String howToSay) {
    if (fitting.isEmpty()) {
      throw new NoContractException(instrument, "no listing fits", listed);
    }
    if (fitting.size() > 1) {
      throw new AmbiguousContractException(instrument, howToSay, fitting);
    }
    return new ResolvedContract(
        fitting.get(0).conid(),
        listed,
        "the only " + instrument + " among " + listed.size() + " listings");
  }
}
