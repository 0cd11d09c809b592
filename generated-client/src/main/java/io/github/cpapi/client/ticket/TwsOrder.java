package io.github.cpapi.client.ticket;

import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.model.TimeInForce;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** The fields that the translation has not used yet. */
  private final Set<String> unused = new LinkedHashSet<>();

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
   *     the message begins with its name
   */
  public Ticket build() {
    unused.addAll(fields.keySet());
    Ticket.Builder ticket = typed(sized(instrument()));
    addOptions(ticket);
    if (!unused.isEmpty()) {
      String field = unused.iterator().next();
      throw new IllegalArgumentException(
          field
              + ": not used by "
              + (fields.containsKey("conId") ? "an order with a conId" : "this contract")
              + " of type "
              + fields.get("orderType")
              + ", but got '"
              + fields.get(field)
              + "'; leave it out");
    }
    return ticket.build();
  }

  private Instrument instrument() {
    String conId = take("conId");
    if (conId != null) {
      return Instrument.conid(Integer.parseInt(conId));
    }
    String secType = need("secType");
    return switch (secType) {
      case "STK" -> stock();
      case "OPT" -> option(Instrument.option(need("symbol"), expiry()));
      case "FOP" -> option(Instrument.futureOption(need("symbol"), expiry(), need("exchange")));
      case "FUT" -> future();
      case "CASH" -> Instrument.forex(need("symbol") + "." + need("currency"));
      case "BAG" ->
          throw new IllegalArgumentException(
              "secType: use Instrument.combo(...) and Ticket.buy(...) for the legs of a BAG");
      default -> throw illegal("secType", secType, "STK, OPT, FUT, FOP or CASH");
    };
  }

  private Instrument stock() {
    Instrument.Stock stock = Instrument.stock(need("symbol")).smart(need("currency"));
    String primary = take("primaryExchange");
    return primary == null ? stock : stock.primary(primary);
  }

  private Instrument option(Instrument.OptionSeries series) {
    String right = need("right");
    String strike = need("strike");
    Instrument.Option option =
        switch (right) {
          case "C", "CALL" -> series.call(strike);
          case "P", "PUT" -> series.put(strike);
          default -> throw illegal("right", right, "C, CALL, P or PUT");
        };
    String currency = take("currency");
    String tradingClass = take("tradingClass");
    String multiplier = take("multiplier");
    option = currency == null ? option : option.currency(currency);
    option = tradingClass == null ? option : option.tradingClass(tradingClass);
    return multiplier == null ? option : option.multiplier(multiplier);
  }

  private Instrument future() {
    Instrument.Future future = Instrument.future(need("symbol"), expiry(), need("exchange"));
    String currency = take("currency");
    String tradingClass = take("tradingClass");
    String multiplier = take("multiplier");
    future = currency == null ? future : future.currency(currency);
    future = tradingClass == null ? future : future.tradingClass(tradingClass);
    return multiplier == null ? future : future.multiplier(multiplier);
  }

  private String expiry() {
    String expiry = need("lastTradeDateOrContractMonth");
    if (!expiry.matches("[0-9]{6}([0-9]{2})?")) {
      throw illegal("lastTradeDateOrContractMonth", expiry, "yyyyMMdd or yyyyMM");
    }
    return expiry;
  }

  private Ticket.Untyped sized(Instrument instrument) {
    String action = need("action");
    if (!List.of("BUY", "SELL").contains(action)) {
      throw illegal("action", action, "BUY or SELL");
    }
    String cash = take("cashQty");
    if (cash == null) {
      return action.equals("BUY")
          ? Ticket.buy(number("totalQuantity"), instrument)
          : Ticket.sell(number("totalQuantity"), instrument);
    }
    if (action.equals("SELL")) {
      throw new IllegalArgumentException("cashQty: legal to BUY only; set totalQuantity to SELL");
    }
    return Ticket.buyFor(number("cashQty"), instrument);
  }

  private Ticket.Builder typed(Ticket.Untyped ticket) {
    String type = need("orderType");
    return switch (type) {
      case "MKT" -> ticket.market();
      case "LMT" -> ticket.limit(number("lmtPrice"));
      case "STP" -> ticket.stop(number("auxPrice"));
      case "STP LMT" -> ticket.stop(number("auxPrice")).limit(number("lmtPrice"));
      case "TRAIL" -> trail(ticket);
      case "TRAIL LIMIT" ->
          distance(ticket).startingAt(number("trailStopPrice")).limit(number("lmtPrice"));
      case "MIDPRICE" -> midprice(ticket);
      case "MOC" -> ticket.marketOnClose();
      case "LOC" -> ticket.limitOnClose(number("lmtPrice"));
      default ->
          throw illegal(
              "orderType",
              type,
              "MKT, LMT, STP, STP LMT, TRAIL, TRAIL LIMIT, MIDPRICE, MOC or LOC");
    };
  }

  private Ticket.Builder trail(Ticket.Untyped ticket) {
    Ticket.Trail trail = distance(ticket);
    return take("trailStopPrice") == null ? trail : trail.startingAt(number("trailStopPrice"));
  }

  private Ticket.Trail distance(Ticket.Untyped ticket) {
    return take("trailingPercent") == null
        ? ticket.trailByAmount(number("auxPrice"))
        : ticket.trailByPercent(number("trailingPercent"));
  }

  private Ticket.Builder midprice(Ticket.Untyped ticket) {
    return take("lmtPrice") == null ? ticket.midprice() : ticket.midprice(number("lmtPrice"));
  }

  private void addOptions(Ticket.Builder ticket) {
    addRoute(ticket);
    String tif = take("tif");
    if (tif != null) {
      if (!List.of("DAY", "GTC", "IOC", "OPG").contains(tif)) {
        throw illegal("tif", tif, "DAY, GTC, IOC or OPG");
      }
      ticket.timeInForce(TimeInForce.of(tif));
    }
    if (isTrue("outsideRth")) {
      ticket.outsideRegularHours();
    }
    if (isTrue("allOrNone")) {
      ticket.allOrNone();
    }
    String orderRef = take("orderRef");
    if (orderRef != null) {
      ticket.clientOrderId(orderRef);
    }
    String manual = take("manualOrderIndicator");
    if (manual != null) {
      ticket.manualIndicator(Boolean.parseBoolean(manual));
    }
    String priceManagement = take("usePriceMgmtAlgo");
    if (priceManagement != null) {
      ticket.priceManagementAlgo(Boolean.parseBoolean(priceManagement));
    }
    String algo = take("algoStrategy");
    if (algo != null) {
      ticket.algo(algo);
    }
    algoParameters.forEach(ticket::algoParameter);
  }

  /**
   * For futures the exchange has already selected the contract. Pairs of currencies are either
   * traded at IDEALPRO or converted by FXCONV.
   */
  private void addRoute(Ticket.Builder ticket) {
    String exchange = take("exchange");
    String secType = fields.getOrDefault("secType", "");
    if (exchange == null || Set.of("FUT", "FOP").contains(secType)) {
      return;
    }
    if (!secType.equals("CASH")) {
      ticket.route(exchange);
    } else if (exchange.equals("FXCONV")) {
      ticket.currencyConversion();
    } else if (!exchange.equals("IDEALPRO") && !exchange.equals("SMART")) {
      throw illegal("exchange", exchange, "IDEALPRO or FXCONV for CASH");
    }
  }

  private boolean isTrue(String field) {
    return Boolean.parseBoolean(take(field));
  }

  private TwsOrder set(String field, String value) {
    fields.put(field, Given.value(field, value).strip());
    return this;
  }

  private TwsOrder set(String field, BigDecimal value) {
    return set(field, Decimals.check(field, value).toPlainString());
  }

  private @Nullable String take(String field) {
    unused.remove(field);
    return fields.get(field);
  }

  private String need(String field) {
    String value = take(field);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(
          field
              + ": needed for "
              + fields.getOrDefault("secType", "this contract")
              + " and "
              + fields.getOrDefault("orderType", "this order")
              + ", but got nothing");
    }
    return value;
  }

  /** Checks a number here, because the message must name the field of TWS. */
  private String number(String field) {
    String value = need(field);
    Decimals.parse(field, value);
    return value;
  }

  private static IllegalArgumentException illegal(String field, String value, String legal) {
    return new IllegalArgumentException(
        field + ": expected " + legal + ", but got '" + value + "'");
  }
}
