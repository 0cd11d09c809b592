package io.github.cpapi.client.contract;

import io.github.cpapi.client.contract.Candidate.Property;
import java.util.List;
import java.util.Map;

/** Several contracts fit an instrument. Describe it more closely, or use one of their conids. */
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
   * @return the values of each property in which they differ; empty if only the conids differ
   */
  public Map<Property, List<String>> differences() {
    return differences;
  }
}
