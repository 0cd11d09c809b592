package io.github.cpapi.client.ticket;

import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.generated.model.TimeInForce;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a ticket of the fields of the TWS API, once. Each field must be of use to the order. */
final class TwsTranslation {

  private final Map<String, String> fields;
  private final Map<String, String> algoParameters;

  /** The fields that are not used yet. */
  private final Set<String> unused;

  TwsTranslation(Map<String, String> fields, Map<String, String> algoParameters) {
    this.fields = fields;
    this.algoParameters = algoParameters;
    this.unused = new LinkedHashSet<>(fields.keySet());
  }

  /**
   * Translates the order.
   *
   * @throws IllegalArgumentException if a field is missing, cannot be translated or is not used
   */
  Ticket ticket() {
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
      return Instrument.conid(conId(conId));
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

  private static int conId(String conId) {
    long number = Long.parseLong(conId);
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw illegal("conId", conId, "1 to " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  private Instrument stock() {
    Instrument.Stock stock = Instrument.stock(need("symbol")).smart(need("currency"));
    return with("primaryExchange", stock, Instrument.Stock::primary);
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
    option = with("currency", option, Instrument.Option::currency);
    option = with("tradingClass", option, Instrument.Option::tradingClass);
    return with("multiplier", option, Instrument.Option::multiplier);
  }

  private Instrument future() {
    Instrument.Future future = Instrument.future(need("symbol"), expiry(), need("exchange"));
    future = with("currency", future, Instrument.Future::currency);
    future = with("tradingClass", future, Instrument.Future::tradingClass);
    return with("multiplier", future, Instrument.Future::multiplier);
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
    if (take("cashQty") == null) {
      return action.equals("BUY")
          ? Ticket.buy(positive("totalQuantity"), instrument)
          : Ticket.sell(positive("totalQuantity"), instrument);
    }
    if (action.equals("SELL")) {
      throw new IllegalArgumentException("cashQty: legal to BUY only; set totalQuantity to SELL");
    }
    return Ticket.buyFor(positive("cashQty"), instrument);
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
        ? ticket.trailByAmount(positive("auxPrice"))
        : ticket.trailByPercent(positive("trailingPercent"));
  }

  private Ticket.Builder midprice(Ticket.Untyped ticket) {
    return take("lmtPrice") == null ? ticket.midprice() : ticket.midprice(number("lmtPrice"));
  }

  private void addOptions(Ticket.Builder ticket) {
    addRoute(ticket);
    ifGiven("tif", tif -> ticket.timeInForce(timeInForce(tif)));
    if (isTrue("outsideRth")) {
      ticket.outsideRegularHours();
    }
    if (isTrue("allOrNone")) {
      ticket.allOrNone();
    }
    ifGiven("orderRef", ticket::clientOrderId);
    ifGiven("manualOrderIndicator", on -> ticket.manualIndicator(Boolean.parseBoolean(on)));
    ifGiven("usePriceMgmtAlgo", on -> ticket.priceManagementAlgo(Boolean.parseBoolean(on)));
    ifGiven("algoStrategy", ticket::algo);
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

  private static TimeInForce timeInForce(String tif) {
    if (!List.of("DAY", "GTC", "IOC", "OPG").contains(tif)) {
      throw illegal("tif", tif, "DAY, GTC, IOC or OPG");
    }
    return TimeInForce.of(tif);
  }

  private boolean isTrue(String field) {
    return Boolean.parseBoolean(take(field));
  }

  private void ifGiven(String field, Consumer<String> use) {
    String value = take(field);
    if (value != null) {
      use.accept(value);
    }
  }

  private <T> T with(String field, T instrument, BiFunction<T, String, T> change) {
    String value = take(field);
    return value == null ? instrument : change.apply(instrument, value);
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

  /** Reads a number here, because the message must name the field of TWS. */
  private BigDecimal number(String field) {
    return Decimals.parse(field, need(field));
  }

  private BigDecimal positive(String field) {
    return Decimals.checkPositive(field, number(field));
  }

  private static IllegalArgumentException illegal(String field, String value, String legal) {
    return new IllegalArgumentException(
        field + ": expected " + legal + ", but got '" + value + "'");
  }
}
