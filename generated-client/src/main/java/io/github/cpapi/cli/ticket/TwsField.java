package io.github.cpapi.cli.ticket;

import io.github.cpapi.client.ticket.TwsOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;

/** The fields of {@code Contract} and {@code Order} in the TWS API; each is an option. */
public enum TwsField {
  ACTION("action", "BUY or SELL.", TwsOrder::action),
  TOTAL_QUANTITY("totalQuantity", "Shares, contracts or units.", TwsOrder::totalQuantity),
  CASH_QTY("cashQty", "An amount of money instead of a quantity; to buy only.", TwsOrder::cashQty),
  CON_ID("conId", "The contract id, instead of symbol and currency.", TwsField::conId),
  SYMBOL("symbol", "For example AAPL, ES, EUR.", TwsOrder::symbol),
  SEC_TYPE("secType", "STK, OPT, FUT, FOP or CASH. Default: STK.", TwsOrder::secType),
  EXCHANGE(
      "exchange", "The route, or the exchange of a future. Default: SMART.", TwsOrder::exchange),
  CURRENCY("currency", "Three letters, for example USD.", TwsOrder::currency),
  PRIMARY_EXCHANGE(
      "primaryExchange", "Where a stock is listed, for example NASDAQ.", TwsOrder::primaryExchange),
  EXPIRY(
      "lastTradeDateOrContractMonth",
      "The expiry of an option or a future, yyyyMMdd or yyyyMM.",
      TwsOrder::lastTradeDateOrContractMonth),
  STRIKE("strike", "The strike of an option.", TwsOrder::strike),
  RIGHT("right", "C or P.", TwsOrder::right),
  MULTIPLIER("multiplier", "For example 100.", TwsOrder::multiplier),
  TRADING_CLASS("tradingClass", "For example SPXW.", TwsOrder::tradingClass),
  ORDER_TYPE(
      "orderType",
      "MKT, LMT, STP, STP LMT, TRAIL, TRAIL LIMIT, MIDPRICE, MOC or LOC.",
      TwsOrder::orderType),
  LMT_PRICE("lmtPrice", "The limit.", TwsOrder::lmtPrice),
  AUX_PRICE(
      "auxPrice", "The trigger of a stop, or the distance of a trailing stop.", TwsOrder::auxPrice),
  TRAILING_PERCENT(
      "trailingPercent", "The distance of a trailing stop in percent.", TwsOrder::trailingPercent),
  TRAIL_STOP_PRICE(
      "trailStopPrice", "The first trigger of a trailing stop.", TwsOrder::trailStopPrice),
  TIF("tif", "DAY, GTC, IOC or OPG. Default: DAY.", TwsOrder::tif),
  OUTSIDE_RTH("outsideRth", "true to trade outside regular hours, too.", TwsField::outsideRth),
  ALL_OR_NONE("allOrNone", "true to fill as a whole or not at all.", TwsField::allOrNone),
  ORDER_REF(
      "orderRef",
      "The client order id, cOID on the wire. Default: cpapi- and a random UUID.",
      TwsOrder::orderRef),
  ALGO_STRATEGY("algoStrategy", "The id of an algo, for example Adaptive.", TwsOrder::algoStrategy),
  USE_PRICE_MGMT_ALGO(
      "usePriceMgmtAlgo", "true or false: IBKR's price management.", TwsField::usePriceMgmtAlgo),
  MANUAL_ORDER_INDICATOR(
      "manualOrderIndicator",
      "true if a person enters the order, false if a program does; for futures.",
      TwsField::manualOrderIndicator);

  private final String field;
  private final String description;
  private final BiFunction<TwsOrder, String, TwsOrder> setter;

  TwsField(String field, String description, BiFunction<TwsOrder, String, TwsOrder> setter) {
    this.field = field;
    this.description = description;
    this.setter = setter;
  }

  /** Returns the name in the TWS API. */
  public String field() {
    return field;
  }

  String option() {
    return "--" + field;
  }

  String description() {
    return description;
  }

  void set(TwsOrder order, String value) {
    setter.apply(order, value);
  }

  static Optional<TwsField> named(String field) {
    return Arrays.stream(values()).filter(known -> known.field.equals(field)).findFirst();
  }

  private static TwsOrder conId(TwsOrder order, String value) {
    return order.conId(Ids.contract("conId", value));
  }

  private static TwsOrder outsideRth(TwsOrder order, String value) {
    return order.outsideRth(flag("outsideRth", value));
  }

  private static TwsOrder allOrNone(TwsOrder order, String value) {
    return order.allOrNone(flag("allOrNone", value));
  }

  private static TwsOrder usePriceMgmtAlgo(TwsOrder order, String value) {
    return order.usePriceMgmtAlgo(flag("usePriceMgmtAlgo", value));
  }

  private static TwsOrder manualOrderIndicator(TwsOrder order, String value) {
    return order.manualOrderIndicator(flag("manualOrderIndicator", value));
  }

  private static boolean flag(String field, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              field + ": expected true or false, but got '" + value + "'");
    };
  }
}
