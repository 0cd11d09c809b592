package io.github.cpapi.client.contract;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contract id of combos in each currency, from IBKR's page on combos (Q21, Q102). Only the one
 * for US dollars has been seen in an answer.
 */
final class SpreadConid {

  private static final Map<String, Integer> BY_CURRENCY =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("AUD", 61227077),
              Map.entry("CAD", 61227082),
              Map.entry("CHF", 61227087),
              Map.entry("CNH", 136000441),
              Map.entry("GBP", 58666491),
              Map.entry("HKD", 61227072),
              Map.entry("INR", 136000444),
              Map.entry("JPY", 61227069),
              Map.entry("KRW", 136000424),
              Map.entry("MXN", 136000449),
              Map.entry("SEK", 136000429),
              Map.entry("SGD", 426116555),
              Map.entry("USD", 28812380)));

  private SpreadConid() {}

  static String legalCurrency(String currency) {
    of(currency);
    return currency.toUpperCase(Locale.ROOT);
  }

  static int of(String currency) {
    Integer conid = BY_CURRENCY.get(currency.toUpperCase(Locale.ROOT));
    if (conid == null) {
      throw new IllegalArgumentException(
          "currency: IBKR lists combos in "
              + String.join(", ", BY_CURRENCY.keySet())
              + ", but got '"
              + currency
              + "'");
    }
    return conid;
  }
}
