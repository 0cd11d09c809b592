package io.github.cpapi.client.contract;

import io.github.cpapi.client.wire.Given;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to trade, in a trader's words. {@link ContractDesk#resolve} finds the contract for it. */
public sealed interface Instrument {

  /** An instrument that is one contract and can be a leg of a combo. */
  sealed interface Single extends Instrument {}

  /**
   * Starts a stock. It needs a currency, and a primary exchange if several listings share symbol
   * and currency.
   *
   * <pre>{@code stock("AAPL").smart("USD").primary("NASDAQ")}</pre>
   *
   * @param symbol the symbol, in any case; {@code Contract.symbol} in TWS
   * @return the start of a stock
   */
  static StockSymbol stock(String symbol) {
    Given.value("symbol", symbol);
    return new StockSymbol(InstrumentFields.upperCase("symbol", "AAPL", symbol));
  }

  /**
   * Names a contract by its id, which needs no contract lookup.
   *
   * @param conid IBKR's contract id; {@code Contract.conId} in TWS
   * @return the instrument
   */
  static ByConid conid(int conid) {
    if (conid <= 0) {
      throw new IllegalArgumentException(
          "conid: expected a positive number such as 265598, but got " + conid);
    }
    return new ByConid(conid);
  }

  /**
   * Starts an option on a stock, fund or index, routed by SMART.
   *
   * <pre>{@code option("SPX", "20270115").call("6000").tradingClass("SPXW")}</pre>
   *
   * @param symbol the symbol of the underlying stock, fund or index; {@code Contract.symbol} in TWS
   * @param expiry the day as yyyyMMdd, or the month as yyyyMM if it has only one expiration; {@code
   *     Contract.lastTradeDateOrContractMonth} in TWS
   * @return the start of an option
   */
  static OptionSeries option(String symbol, String expiry) {
    Given.value("symbol", symbol);
    Given.value("expiry", expiry);
    return new OptionSeries(
        "OPT",
        InstrumentFields.upperCase("symbol", "AAPL", symbol),
        InstrumentFields.expiry(expiry),
        "SMART");
  }

  /**
   * Starts an option on a future.
   *
   * @param symbol the symbol of the future, for example ES; {@code Contract.symbol} in TWS
   * @param expiry the day as yyyyMMdd, or the month as yyyyMM; {@code
   *     Contract.lastTradeDateOrContractMonth} in TWS
   * @param exchange for example CME; {@code Contract.exchange} in TWS
   * @return the start of an option
   */
  static OptionSeries futureOption(String symbol, String expiry, String exchange) {
    Given.value("symbol", symbol);
    Given.value("expiry", expiry);
    Given.value("exchange", exchange);
    return new OptionSeries(
        "FOP",
        InstrumentFields.upperCase("symbol", "ES", symbol),
        InstrumentFields.expiry(expiry),
        InstrumentFields.upperCase("exchange", "CME", exchange));
  }

  /**
   * Names a future.
   *
   * <pre>{@code future("ES", "202612", "CME")}</pre>
   *
   * @param symbol the symbol of the underlying, for example ES; {@code Contract.symbol} in TWS
   * @param expiry the last day as yyyyMMdd, or the contract month as yyyyMM, which may differ from
   *     the month of the expiration; {@code Contract.lastTradeDateOrContractMonth} in TWS
   * @param exchange for example CME; {@code Contract.exchange} in TWS
   */
  static Future future(String symbol, String expiry, String exchange) {
    Given.value("symbol", symbol);
    Given.value("expiry", expiry);
    Given.value("exchange", exchange);
    return new Future(
        InstrumentFields.upperCase("symbol", "ES", symbol),
        InstrumentFields.expiry(expiry),
        InstrumentFields.upperCase("exchange", "CME", exchange),
        null,
        null,
        null);
  }

  /**
   * Names a pair of currencies.
   *
   * @param pair the traded currency and the currency of its price, as {@code EUR.USD}; {@code
   *     Contract.symbol} and {@code Contract.currency} in TWS
   * @return the instrument
   */
  static Forex forex(String pair) {
    Given.value("pair", pair);
    if (!pair.matches("[A-Za-z]{3}\\.[A-Za-z]{3}")) {
      throw new IllegalArgumentException(
          "pair: expected two currencies such as EUR.USD, but got '" + pair + "'");
    }
    String[] currencies = pair.toUpperCase(Locale.ROOT).split("\\.");
    if (currencies[0].equals(currencies[1])) {
      throw new IllegalArgumentException(
          "pair: expected two currencies that differ, but got " + pair);
    }
    return new Forex(currencies[0], currencies[1]);
  }

  /**
   * Trades several contracts as one, at one price, in US dollars.
   *
   * @param second another leg, of another contract
   * @param more further legs; how many there may be depends on the exchange
   */
  static Combo combo(Leg first, Leg second, Leg... more) {
    Given.value("first", first);
    Given.value("second", second);
    Given.value("more", more);
    return new Combo("USD", null, legs(first, second, more));
  }

  /**
   * Trades several contracts as one, at one price, in any currency that IBKR lists for combos.
   *
   * @param currency the currency of the legs; {@code Contract.currency} in TWS
   * @param exchange the exchange, which the gateway needs unless the currency is US dollars; {@code
   *     Contract.exchange} in TWS
   * @param second another leg, of another contract
   * @param more further legs; how many there may be depends on the exchange
   * @throws IllegalArgumentException if IBKR lists no combos in this currency
   */
  static Combo combo(String currency, String exchange, Leg first, Leg second, Leg... more) {
    Given.value("currency", currency);
    Given.value("exchange", exchange);
    Given.value("first", first);
    Given.value("second", second);
    Given.value("more", more);
    return new Combo(
        SpreadConid.legalCurrency(currency),
        InstrumentFields.upperCase("exchange", "LSE", exchange),
        legs(first, second, more));
  }

  private static List<Leg> legs(Leg first, Leg second, Leg... more) {
    List<Leg> legs = new ArrayList<>(List.of(first, second));
    legs.addAll(List.of(more));
    Set<Single> contracts = legs.stream().map(Leg::contract).collect(Collectors.toSet());
    if (contracts.size() < legs.size()) {
      throw new IllegalArgumentException(
          "legs: expected another contract in each, but got " + legs);
    }
    return legs;
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
     */
    public Stock smart(String currency) {
      Given.value("currency", currency);
      return new Stock(symbol, InstrumentFields.currency(currency), null);
    }
  }

  /**
   * A stock.
   *
   * @param symbol the symbol in upper case
   * @param currency the currency in upper case
   * @param primaryExchange the exchange that lists it, or null if only one does
   */
  record Stock(String symbol, String currency, @Nullable String primaryExchange) implements Single {
    /**
     * Names the exchange that lists the stock.
     *
     * @param exchange for example NASDAQ; {@code Contract.primaryExchange} in TWS
     */
    public Stock primary(String exchange) {
      Given.value("exchange", exchange);
      return new Stock(symbol, currency, InstrumentFields.upperCase("primary", "NASDAQ", exchange));
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
  record ByConid(int conid) implements Single {
    @Override
    public String toString() {
      return "conid " + conid;
    }
  }

  /** Whether an option is a call or a put. */
  enum Right {
    /** The right to buy. */
    CALL("C"),
    /** The right to sell. */
    PUT("P");

    private final String wire;

    Right(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }
  }

  /**
   * The options of an underlying with one expiration.
   *
   * @param secType OPT, or FOP on a future
   * @param symbol the symbol of the underlying in upper case
   * @param expiry yyyyMMdd or yyyyMM
   * @param exchange the route
   */
  record OptionSeries(String secType, String symbol, String expiry, String exchange) {
    /**
     * Picks a call.
     *
     * @param strike the strike as text, for example {@code "187.5"}; {@code Contract.strike} in TWS
     */
    public Option call(String strike) {
      return option(Right.CALL, InstrumentFields.number("strike", strike));
    }

    /**
     * Like {@link #call(String)}.
     *
     * @param strike the strike; less than 0 is refused
     */
    public Option call(BigDecimal strike) {
      return option(Right.CALL, InstrumentFields.number("strike", strike));
    }

    /**
     * Picks a put.
     *
     * @param strike the strike as text, for example {@code "187.5"}; {@code Contract.strike} in TWS
     */
    public Option put(String strike) {
      return option(Right.PUT, InstrumentFields.number("strike", strike));
    }

    /**
     * Like {@link #put(String)}.
     *
     * @param strike the strike; less than 0 is refused
     */
    public Option put(BigDecimal strike) {
      return option(Right.PUT, InstrumentFields.number("strike", strike));
    }

    private Option option(Right right, BigDecimal strike) {
      return new Option(this, right, strike, null, null, null, null);
    }
  }

  /**
   * An option.
   *
   * @param series underlying and expiration
   * @param right call or put
   * @param currency the currency, or null if there is only one
   * @param tradingClass the trading class, or null likewise
   * @param multiplier the multiplier, or null likewise
   * @param underlyingExchange where the underlying is listed, or null likewise
   */
  record Option(
      OptionSeries series,
      Right right,
      BigDecimal strike,
      @Nullable String currency,
      @Nullable String tradingClass,
      @Nullable String multiplier,
      @Nullable String underlyingExchange)
      implements Single {

    /**
     * Names the currency of the option.
     *
     * @param currency three letters; {@code Contract.currency} in TWS
     */
    public Option currency(String currency) {
      Given.value("currency", currency);
      return new Option(
          series,
          right,
          strike,
          InstrumentFields.currency(currency),
          tradingClass,
          multiplier,
          underlyingExchange);
    }

    /**
     * Names the trading class, for example SPX or SPXW.
     *
     * @param tradingClass the class; {@code Contract.tradingClass} in TWS
     */
    public Option tradingClass(String tradingClass) {
      Given.value("tradingClass", tradingClass);
      return new Option(
          series,
          right,
          strike,
          currency,
          InstrumentFields.upperCase("tradingClass", "SPXW", tradingClass),
          multiplier,
          underlyingExchange);
    }

    /**
     * Names the multiplier: the units of the underlying in one option.
     *
     * @param multiplier for example {@code "100"}; {@code Contract.multiplier} in TWS
     */
    public Option multiplier(String multiplier) {
      Given.value("multiplier", multiplier);
      return new Option(
          series,
          right,
          strike,
          currency,
          tradingClass,
          InstrumentFields.multiplier(multiplier),
          underlyingExchange);
    }

    /**
     * Names the exchange that lists the underlying, if several underlyings share the symbol.
     *
     * @param exchange for example NASDAQ
     */
    public Option underlyingListedAt(String exchange) {
      Given.value("exchange", exchange);
      return new Option(
          series,
          right,
          strike,
          currency,
          tradingClass,
          multiplier,
          InstrumentFields.upperCase("underlyingListedAt", "NASDAQ", exchange));
    }

    @Override
    public String toString() {
      return (series.secType().equals("FOP") ? "future option " : "option ")
          + series.symbol()
          + " "
          + series.expiry()
          + " "
          + strike.toPlainString()
          + " "
          + right.name().toLowerCase(Locale.ROOT)
          + " at "
          + series.exchange()
          + (currency == null ? "" : " in " + currency)
          + (tradingClass == null ? "" : " of class " + tradingClass)
          + (multiplier == null ? "" : " times " + multiplier)
          + (underlyingExchange == null ? "" : " on the listing at " + underlyingExchange);
    }
  }

  /**
   * A future.
   *
   * @param symbol the symbol of the underlying in upper case
   * @param expiry yyyyMMdd or yyyyMM
   * @param currency the currency, or null if there is only one
   * @param tradingClass the trading class, or null likewise
   * @param multiplier the multiplier, or null likewise
   */
  record Future(
      String symbol,
      String expiry,
      String exchange,
      @Nullable String currency,
      @Nullable String tradingClass,
      @Nullable String multiplier)
      implements Single {

    /**
     * Names the currency of the future.
     *
     * @param currency three letters; {@code Contract.currency} in TWS
     */
    public Future currency(String currency) {
      Given.value("currency", currency);
      return new Future(
          symbol, expiry, exchange, InstrumentFields.currency(currency), tradingClass, multiplier);
    }

    /**
     * Names the trading class.
     *
     * @param tradingClass the class; {@code Contract.tradingClass} in TWS
     */
    public Future tradingClass(String tradingClass) {
      Given.value("tradingClass", tradingClass);
      return new Future(
          symbol,
          expiry,
          exchange,
          currency,
          InstrumentFields.upperCase("tradingClass", "ES", tradingClass),
          multiplier);
    }

    /**
     * Names the multiplier.
     *
     * @param multiplier for example {@code "50"}; {@code Contract.multiplier} in TWS
     */
    public Future multiplier(String multiplier) {
      Given.value("multiplier", multiplier);
      return new Future(
          symbol,
          expiry,
          exchange,
          currency,
          tradingClass,
          InstrumentFields.multiplier(multiplier));
    }

    @Override
    public String toString() {
      return "future "
          + symbol
          + " "
          + expiry
          + " at "
          + exchange
          + (currency == null ? "" : " in " + currency)
          + (tradingClass == null ? "" : " of class " + tradingClass)
          + (multiplier == null ? "" : " times " + multiplier);
    }
  }

  /**
   * A pair of currencies.
   *
   * @param base the traded currency
   * @param quote the currency of its price
   */
  record Forex(String base, String quote) implements Single {
    /**
     * Returns the pair as the wire writes it.
     *
     * @return for example {@code EUR.USD}
     */
    public String pair() {
      return base + "." + quote;
    }

    @Override
    public String toString() {
      return "forex " + pair();
    }
  }

  /**
   * A leg of a combo.
   *
   * @param ratio contracts per combo; more than 0 is bought when the combo is bought, less than 0
   *     is sold
   * @param contract the contract of the leg
   */
  record Leg(int ratio, Single contract) {
    /** Checks the ratio. */
    public Leg {
      if (ratio == 0) {
        throw new IllegalArgumentException("ratio: expected 1 or more, but got 0");
      }
    }

    /**
     * Buys when the combo is bought.
     *
     * @param ratio contracts per combo; {@code ComboLeg.ratio} in TWS
     * @param contract the contract of the leg
     */
    public static Leg buy(int ratio, Single contract) {
      Given.value("contract", contract);
      return new Leg(positive(ratio), contract);
    }

    /**
     * Sells when the combo is bought.
     *
     * @param ratio contracts per combo; {@code ComboLeg.ratio} in TWS
     * @param contract the contract of the leg
     */
    public static Leg sell(int ratio, Single contract) {
      Given.value("contract", contract);
      return new Leg(-positive(ratio), contract);
    }

    private static int positive(int ratio) {
      if (ratio <= 0) {
        throw new IllegalArgumentException("ratio: expected 1 or more, but got " + ratio);
      }
      return ratio;
    }

    Leg reversed() {
      return new Leg(-ratio, contract);
    }

    @Override
    public String toString() {
      return (ratio > 0 ? "buy " : "sell ") + Math.abs(ratio) + " " + contract;
    }
  }

  /**
   * Several contracts traded as one.
   *
   * @param currency the currency of the legs
   * @param exchange the exchange, or null for the route SMART in US dollars
   * @param legs the legs, at least two
   */
  record Combo(String currency, @Nullable String exchange, List<Leg> legs) implements Instrument {
    /** Takes an unmodifiable copy. */
    public Combo {
      legs = List.copyOf(legs);
    }

    /**
     * Returns the opposite combo.
     *
     * @return the same legs with buying and selling swapped
     */
    public Combo reversed() {
      return new Combo(currency, exchange, legs.stream().map(Leg::reversed).toList());
    }

    @Override
    public String toString() {
      return "combo " + legs + " in " + currency + (exchange == null ? "" : " at " + exchange);
    }
  }
}
