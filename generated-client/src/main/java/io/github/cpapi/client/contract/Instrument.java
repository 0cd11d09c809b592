package io.github.cpapi.client.contract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What to trade, as a trader says it. {@link ContractDesk#resolve} finds the contract for it. */
public sealed interface Instrument {

  /**
   * Starts from the symbol of a stock. It needs a currency, and a primary exchange where several
   * listings share both.
   *
   * <pre>{@code stock("AAPL").smart("USD").primary("NASDAQ")}</pre>
   *
   * @param symbol the symbol, in any case; {@code Contract.symbol} in TWS
   * @return the start of a stock
   */
  static StockSymbol stock(String symbol) {
    if (symbol.isBlank()) {
      throw new IllegalArgumentException("symbol: expected something like AAPL, but got nothing");
    }
    return new StockSymbol(symbol.strip().toUpperCase(Locale.ROOT));
  }

  /**
   * Names a contract by its id. Nothing has to be looked up for it.
   *
   * @param conid IBKR's contract id; {@code Contract.conId} in TWS
   * @return the instrument
   */
  static Instrument conid(long conid) {
    if (conid <= 0) {
      throw new IllegalArgumentException(
          "conid: expected a positive number such as 265598, but got " + conid);
    }
    return new ByConid(conid);
  }

  /**
   * A symbol that still lacks its currency.
   *
   * @param symbol the symbol in upper case
   */
  record StockSymbol(String symbol) {
    /**
     * Routes SMART and trades in a currency.
     *
     * @param currency three letters; {@code Contract.currency} in TWS
     * @return the stock
     */
    public Stock smart(String currency) {
      if (!currency.matches("[A-Za-z]{3}")) {
        throw new IllegalArgumentException(
            "currency: expected three letters such as USD, but got '" + currency + "'");
      }
      return new Stock(symbol, currency.toUpperCase(Locale.ROOT), null);
    }
  }

  /**
   * A stock.
   *
   * @param symbol the symbol in upper case
   * @param currency the currency in upper case
   * @param primaryExchange the exchange where it is listed, or null where any will do as long as
   *     there is only one
   */
  record Stock(String symbol, String currency, @Nullable String primaryExchange)
      implements Instrument {
    /**
     * Says where the stock is listed.
     *
     * @param exchange for example NASDAQ; {@code Contract.primaryExchange} in TWS
     * @return the stock
     */
    public Stock primary(String exchange) {
      if (exchange.isBlank()) {
        throw new IllegalArgumentException(
            "primary: expected an exchange such as NASDAQ, but got nothing");
      }
      return new Stock(symbol, currency, exchange.strip().toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
      return "stock "
          + symbol
          + " in "
          + currency
          + (primaryExchange == null ? "" : " listed at " + primaryExchange);
    }
  }

  /**
   * A contract id.
   *
   * @param conid the id
   */
  record ByConid(long conid) implements Instrument {
    @Override
    public String toString() {
      return "conid " + conid;
    }
  }
}
