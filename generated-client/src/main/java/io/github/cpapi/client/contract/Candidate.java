package io.github.cpapi.client.contract;

import org.jspecify.annotations.Nullable;

/**
 * A listing that shares the symbol asked for.
 *
 * @param conid the contract id
 * @param company the company, or the product named after one
 * @param exchange the primary exchange
 * @param currency the currency, or null where it was not asked for because the exchange did not fit
 */
public record Candidate(long conid, String company, String exchange, @Nullable String currency) {
  @Override
  public String toString() {
    return conid + " " + company + " at " + exchange + (currency == null ? "" : " in " + currency);
  }
}
