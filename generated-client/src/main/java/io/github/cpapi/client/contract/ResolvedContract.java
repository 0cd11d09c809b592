package io.github.cpapi.client.contract;

import java.util.List;

/**
 * The one contract that an instrument stands for.
 *
 * @param conid the contract id; of a combo the id that stands for combos in its currency, under
 *     which live orders show it
 * @param conidex the same as text; of a combo with its legs, as {@code
 *     conid;;;conid/ratio,conid/ratio}
 * @param considered the contracts among which it was chosen, in the order of the gateway; empty
 *     where the id was given
 * @param reason why it is this one
 */
public record ResolvedContract(
    int conid, String conidex, List<Candidate> considered, String reason) {
  /** Takes an unmodifiable copy. */
  public ResolvedContract {
    considered = List.copyOf(considered);
  }

  ResolvedContract(int conid, List<Candidate> considered, String reason) {
    this(conid, String.valueOf(conid), considered, reason);
  }
}
