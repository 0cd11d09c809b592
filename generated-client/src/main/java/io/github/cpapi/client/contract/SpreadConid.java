package io.github.cpapi.client.contract;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contract ids that stand for a combo, one for each currency, as IBKR's page on combos lists
 * them (Q21, Q102). Only the one for US dollars has been seen in an answer.
 */
final class SpreadConid {

  private static final Map<String, Long> BY_CURRENCY =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("AUD", 61227077L),
              Map.entry("CAD", 61227082L),
              Map.entry("CHF", 61227087L),
              Map.entry("CNH", 136000441L),
              Map.entry("GBP", 58666491L),
              Map.entry("HKD", 61227072L),
              Map.entry("INR", 136000444L),
              Map.entry("JPY", 61227069L),
              Map.entry("KRW", 136000424L),
              Map.entry("MXN", 136000449L),
              Map.entry("SEK", 136000429L),
              Map.entry("SGD", 426116555L),
              Map.entry("USD", 28812380L)));

  private SpreadConid() {}

  static String legalCurrency(String currency) {
    of(currency);
    return currency.toUpperCase(Locale.ROOT);
  }

  static long of(String currency) {
    Long conid = BY_CURRENCY.get(currency.toUpperCase(Locale.ROOT));
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
