package io.github.cpapi.client.contract;

import java.util.List;

/**
 * The one contract that an instrument stands for.
 *
 * @param conid the contract id; for a combo the id of all combos in its currency, which live orders
 *     show
 * @param conidex the contract id as text; for a combo with its legs, as {@code
 *     conid;;;conid/ratio,conid/ratio}
 * @param considered the contracts that were considered, in the order of the gateway; empty if the
 *     instrument was a contract id
 * @param reason why it is this contract
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
