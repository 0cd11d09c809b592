package io.github.cpapi.client.contract;

import io.github.cpapi.client.contract.Candidate.Property;
import java.util.List;
import java.util.Map;

/** More than one contract fits an instrument. Say more about it, or take the conid of one. */
public final class AmbiguousContractException extends UnresolvedContractException {

  private static final long serialVersionUID = 1L;

  private final transient Map<Property, List<String>> differences;

  AmbiguousContractException(Instrument instrument, String howToSay, List<Candidate> fitting) {
    super(
        instrument,
        "more than one contract fits; they differ in "
            + Candidate.differences(fitting)
            + "; say "
            + howToSay,
        fitting);
    this.differences = Candidate.differences(fitting);
  }

  /**
   * Returns what tells the candidates apart.
   *
   * @return for each property in which they differ its values; empty where the gateway tells no
   *     difference, and only the conid is left to choose by
   */
  public Map<Property, List<String>> differences() {
    return differences;
  }
}
