package io.github.cpapi.client.ticket;

import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.client.wire.Given;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A ticket with the field names of {@code Contract} and {@code Order} in the TWS API. Refuses a
 * value that cannot be translated, or that the order would not use, and names the field.
 *
 * <pre>{@code
 * Ticket.fromTws()
 *     .symbol("AAPL").secType("STK").exchange("SMART").currency("USD").primaryExchange("NASDAQ")
 *     .action("SELL").totalQuantity("10").orderType("STP LMT").lmtPrice("177.50").auxPrice("178")
 *     .tif("GTC").build()
 * }</pre>
 *
 * <p>Missing fields have no counterpart on the wire, for example {@code goodTillDate}, or belong to
 * several orders: see {@link Bracket} for {@code parentId} and {@code transmit}, {@link
 * OneCancelsAll} for {@code ocaGroup}, and {@link Instrument#combo} for {@code comboLegs}. {@code
 * openapi/docs/arguments.md} lists them all. Not thread-safe.
 */
public final class TwsOrder {

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, String> algoParameters = new LinkedHashMap<>();

  TwsOrder() {}

  /**
   * Sets {@code Contract.conId}, which needs no other field of the contract than the exchange.
   *
   * @param conId the contract id
   * @return this
   */
  public TwsOrder conId(long conId) {
    return set("conId", String.valueOf(conId));
  }

  /**
   * Sets {@code Contract.symbol}.
   *
   * @param symbol for example AAPL, ES, EUR
   * @return this
   */
  public TwsOrder symbol(String symbol) {
    return set("symbol", symbol);
  }

  /**
   * Sets {@code Contract.secType}.
   *
   * @param secType STK, OPT, FUT, FOP or CASH
   * @return this
   */
  public TwsOrder secType(String secType) {
    return set("secType", secType);
  }

  /**
   * Sets {@code Contract.lastTradeDateOrContractMonth}.
   *
   * @param lastTradeDateOrContractMonth yyyyMMdd or yyyyMM
   * @return this
   */
  public TwsOrder lastTradeDateOrContractMonth(String lastTradeDateOrContractMonth) {
    return set("lastTradeDateOrContractMonth", lastTradeDateOrContractMonth);
  }

  /**
   * Sets {@code Contract.strike}.
   *
   * @param strike for example {@code "187.5"}
   * @return this
   */
  public TwsOrder strike(String strike) {
    return set("strike", strike);
  }

  /**
   * Like {@link #strike(String)}.
   *
   * @param strike a number
   * @return this
   */
  public TwsOrder strike(BigDecimal strike) {
    return set("strike", strike);
  }

  /**
   * Sets {@code Contract.right}.
   *
   * @param right C, CALL, P or PUT
   * @return this
   */
  public TwsOrder right(String right) {
    return set("right", right);
  }

  /**
   * Sets {@code Contract.multiplier}.
   *
   * @param multiplier for example {@code "100"}
   * @return this
   */
  public TwsOrder multiplier(String multiplier) {
    return set("multiplier", multiplier);
  }

  /**
   * Sets {@code Contract.exchange}. Default: SMART.
   *
   * @param exchange the route, or the exchange of a future; IDEALPRO for a pair of currencies,
   *     FXCONV for a conversion
   * @return this
   */
  public TwsOrder exchange(String exchange) {
    return set("exchange", exchange);
  }

  /**
   * Sets {@code Contract.currency}.
   *
   * @param currency three letters
   * @return this
   */
  public TwsOrder currency(String currency) {
    return set("currency", currency);
  }

  /**
   * Sets {@code Contract.primaryExchange}, {@code primaryExch} in older Java programs.
   *
   * @param primaryExchange where a stock is listed, for example NASDAQ
   * @return this
   */
  public TwsOrder primaryExchange(String primaryExchange) {
    return set("primaryExchange", primaryExchange);
  }

  /**
   * Sets {@code Contract.tradingClass}.
   *
   * @param tradingClass for example SPXW
   * @return this
   */
  public TwsOrder tradingClass(String tradingClass) {
    return set("tradingClass", tradingClass);
  }

  /**
   * Sets {@code Order.action}.
   *
   * @param action BUY or SELL
   * @return this
   */
  public TwsOrder action(String action) {
    return set("action", action);
  }

  /**
   * Sets {@code Order.totalQuantity}.
   *
   * @param totalQuantity for example {@code "10"}
   * @return this
   */
  public TwsOrder totalQuantity(String totalQuantity) {
    return set("totalQuantity", totalQuantity);
  }

  /**
   * Like {@link #totalQuantity(String)}.
   *
   * @param totalQuantity a number
   * @return this
   */
  public TwsOrder totalQuantity(BigDecimal totalQuantity) {
    return set("totalQuantity", totalQuantity);
  }

  /**
   * Sets {@code Order.cashQty}, which replaces the quantity of a purchase.
   *
   * @param cashQty an amount of money
   * @return this
   */
  public TwsOrder cashQty(String cashQty) {
    return set("cashQty", cashQty);
  }

  /**
   * Like {@link #cashQty(String)}.
   *
   * @param cashQty a number
   * @return this
   */
  public TwsOrder cashQty(BigDecimal cashQty) {
    return set("cashQty", cashQty);
  }

  /**
   * Sets {@code Order.orderType}.
   *
   * @param orderType MKT, LMT, STP, STP LMT, TRAIL, TRAIL LIMIT, MIDPRICE, MOC or LOC
   * @return this
   */
  public TwsOrder orderType(String orderType) {
    return set("orderType", orderType);
  }

  /**
   * Sets {@code Order.lmtPrice}.
   *
   * @param lmtPrice for example {@code "142.50"}
   * @return this
   */
  public TwsOrder lmtPrice(String lmtPrice) {
    return set("lmtPrice", lmtPrice);
  }

  /**
   * Like {@link #lmtPrice(String)}.
   *
   * @param lmtPrice a number
   * @return this
   */
  public TwsOrder lmtPrice(BigDecimal lmtPrice) {
    return set("lmtPrice", lmtPrice);
  }

  /**
   * Sets {@code Order.auxPrice}: the trigger of a stop, or the distance of a trailing stop.
   *
   * @param auxPrice for example {@code "140"}
   * @return this
   */
  public TwsOrder auxPrice(String auxPrice) {
    return set("auxPrice", auxPrice);
  }

  /**
   * Like {@link #auxPrice(String)}.
   *
   * @param auxPrice a number
   * @return this
   */
  public TwsOrder auxPrice(BigDecimal auxPrice) {
    return set("auxPrice", auxPrice);
  }

  /**
   * Sets {@code Order.trailingPercent}.
   *
   * @param trailingPercent {@code "2.5"} for 2.5 %
   * @return this
   */
  public TwsOrder trailingPercent(String trailingPercent) {
    return set("trailingPercent", trailingPercent);
  }

  /**
   * Like {@link #trailingPercent(String)}.
   *
   * @param trailingPercent a number
   * @return this
   */
  public TwsOrder trailingPercent(BigDecimal trailingPercent) {
    return set("trailingPercent", trailingPercent);
  }

  /**
   * Sets {@code Order.trailStopPrice}.
   *
   * @param trailStopPrice the first trigger of a trailing stop
   * @return this
   */
  public TwsOrder trailStopPrice(String trailStopPrice) {
    return set("trailStopPrice", trailStopPrice);
  }

  /**
   * Like {@link #trailStopPrice(String)}.
   *
   * @param trailStopPrice a number
   * @return this
   */
  public TwsOrder trailStopPrice(BigDecimal trailStopPrice) {
    return set("trailStopPrice", trailStopPrice);
  }

  /**
   * Sets {@code Order.tif}. Default: DAY, as in TWS.
   *
   * @param tif DAY, GTC, IOC or OPG
   * @return this
   */
  public TwsOrder tif(String tif) {
    return set("tif", tif);
  }

  /**
   * Sets {@code Order.outsideRth}.
   *
   * @param outsideRth whether the order may trade outside regular hours
   * @return this
   */
  public TwsOrder outsideRth(boolean outsideRth) {
    return set("outsideRth", String.valueOf(outsideRth));
  }

  /**
   * Sets {@code Order.allOrNone}.
   *
   * @param allOrNone whether the order fills as a whole or not at all
   * @return this
   */
  public TwsOrder allOrNone(boolean allOrNone) {
    return set("allOrNone", String.valueOf(allOrNone));
  }

  /**
   * Sets {@code Order.orderRef}, the client order id.
   *
   * @param orderRef an id that was not used within 24 hours
   * @return this
   */
  public TwsOrder orderRef(String orderRef) {
    return set("orderRef", orderRef);
  }

  /**
   * Sets {@code Order.algoStrategy}.
   *
   * @param algoStrategy the id in the contract's list of algos, which may be spelled differently
   *     from TWS
   * @return this
   */
  public TwsOrder algoStrategy(String algoStrategy) {
    return set("algoStrategy", algoStrategy);
  }

  /**
   * Sets {@code Order.manualOrderIndicator}.
   *
   * @param manualOrderIndicator true for a person, false for a program
   * @return this
   */
  public TwsOrder manualOrderIndicator(boolean manualOrderIndicator) {
    return set("manualOrderIndicator", String.valueOf(manualOrderIndicator));
  }

  /**
   * Sets {@code Order.usePriceMgmtAlgo}.
   *
   * @param usePriceMgmtAlgo whether the Price Management Algo is on
   * @return this
   */
  public TwsOrder usePriceMgmtAlgo(boolean usePriceMgmtAlgo) {
    return set("usePriceMgmtAlgo", String.valueOf(usePriceMgmtAlgo));
  }

  /**
   * Adds one of {@code Order.algoParams}.
   *
   * @param tag the id of the parameter in the contract's list of algos
   * @return this
   */
  public TwsOrder algoParam(String tag, String value) {
    algoParameters.put(Given.value("tag", tag), Given.value("value", value));
    return this;
  }

  /**
   * Translates the order.
   *
   * @throws IllegalArgumentException if a field is missing, cannot be translated or is not used;
   *     the message begins with its name, or with that of its counterpart in {@link Ticket}
   */
  public Ticket build() {
    return new TwsTranslation(fields, algoParameters).ticket();
  }

  private TwsOrder set(String field, String value) {
    fields.put(field, Given.value(field, value).strip());
    return this;
  }

  private TwsOrder set(String field, BigDecimal value) {
    return set(field, Decimals.check(field, value).toPlainString());
  }
}
