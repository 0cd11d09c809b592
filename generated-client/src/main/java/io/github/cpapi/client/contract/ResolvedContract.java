package io.github.cpapi.client.contract;

import java.util.List;

/**
 * The one contract that an instrument stands for.
 *
 * @param conid the contract id
 * @param considered the listings among which it was chosen, in the order of the gateway; empty
 *     where the id was given
 * @param reason why it is this one
 */
public record ResolvedContract(long conid, List<Candidate> considered, String reason) {
  /**
   * Takes an unmodifiable copy.
   *
   * @param conid as above
   * @param considered as above
   * @param reason as above
   */
  public ResolvedContract {
    considered = List.copyOf(considered);
  }
}
