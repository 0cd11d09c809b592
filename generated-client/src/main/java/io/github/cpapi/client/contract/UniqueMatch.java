package io.github.cpapi.client.contract;

import java.util.List;

/** One contract, or an exception that says why it is not one. */
final class UniqueMatch {

  private UniqueMatch() {}

  /**
   * Chooses the only one that fits.
   *
   * @param listed what the gateway lists, for the reason or as what could have been meant
   * @param howToSay what would tell several apart
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
