package io.github.cpapi.client.ticket;

import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.contract.ResolvedContract;
import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.client.wire.Scalar;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import io.github.cpapi.generated.model.TrailingType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An order as a trader writes it: an instrument, a side, a size and prices. The desk adds contract
 * id and account. A combination that the gateway is known to refuse, or that makes no sense, is an
 * {@link IllegalArgumentException} before anything is sent. Immutable.
 *
 * <pre>{@code
 * Ticket.buy("10", stock("AAPL").smart("USD").primary("NASDAQ")).market().build()
 * Ticket.sell("10", conid(265598)).stop("178").limit("177.50").timeInForce(GTC).build()
 * }</pre>
 *
 * <p>Evidence: Q12, Q13, Q20, Q45 and Q101 in {@code openapi/docs/evidence.md}.
 */
public final class Ticket {

  private final Instrument instrument;
  private final OrderTicket order;
  private final @Nullable String route;

  private Ticket(Instrument instrument, OrderTicket order, @Nullable String route) {
    TicketRules.check(instrument, order, route);
    this.instrument = instrument;
    this.order = order;
    this.route = route;
  }

  /** Returns what to trade. */
  public Instrument instrument() {
    return instrument;
  }

  /** Returns the wire's ticket without contract and account. */
  public OrderTicket toOrderTicket() {
    return order;
  }

  /**
   * Starts a purchase.
   *
   * @param quantity how many shares, contracts or units, for example {@code "10"}, or {@code "0.5"}
   *     where account and contract allow fractions; {@code Order.totalQuantity} in TWS
   * @param instrument what to buy
   * @return a ticket without an order type
   */
  public static Untyped buy(String quantity, Instrument instrument) {
    return buy(Decimals.parse("quantity", quantity), instrument);
  }

  /**
   * Like {@link #buy(String, Instrument)}. The number is sent with its scale.
   *
   * @param quantity how many shares, contracts or units
   * @param instrument what to buy
   * @return a ticket without an order type
   */
  public static Untyped buy(BigDecimal quantity, Instrument instrument) {
    return sized(Side.BUY, quantity, instrument);
  }

  /**
   * Starts a sale.
   *
   * @param quantity how many shares, contracts or units, for example {@code "10"}, or {@code "0.5"}
   *     where account and contract allow fractions; {@code Order.totalQuantity} in TWS
   * @param instrument what to sell
   * @return a ticket without an order type
   */
  public static Untyped sell(String quantity, Instrument instrument) {
    return sell(Decimals.parse("quantity", quantity), instrument);
  }

  /**
   * Like {@link #sell(String, Instrument)}. The number is sent with its scale.
   *
   * @param quantity how many shares, contracts or units
   * @param instrument what to sell
   * @return a ticket without an order type
   */
  public static Untyped sell(BigDecimal quantity, Instrument instrument) {
    return sized(Side.SELL, quantity, instrument);
  }

  /**
   * Starts a purchase for an amount of money instead of a number of shares. The gateway refuses
   * such a sale.
   *
   * @param amount how much to spend, in the contract's currency; for a pair of currencies in the
   *     second one; {@code Order.cashQty} in TWS
   * @param instrument what to buy
   * @return a ticket without an order type
   */
  public static Untyped buyFor(String amount, Instrument instrument) {
    return buyFor(Decimals.parse("amount", amount), instrument);
  }

  /**
   * Like {@link #buyFor(String, Instrument)}. The number is sent with its scale.
   *
   * @param amount how much to spend
   * @param instrument what to buy
   * @return a ticket without an order type
   */
  public static Untyped buyFor(BigDecimal amount, Instrument instrument) {
    Given.value("instrument", instrument);
    BigDecimal money = Decimals.checkPositive("amount", amount);
    return instrument instanceof Instrument.Forex
        ? new Untyped(instrument, () -> ofSide(Side.BUY).forexQuantity(money))
        : new Untyped(instrument, () -> ofSide(Side.BUY).cashQuantity(money));
  }

  /**
   * Starts a ticket with the field names of the TWS API.
   *
   * @return an order without fields
   */
  public static TwsOrder fromTws() {
    return new TwsOrder();
  }

  private static Untyped sized(Side side, BigDecimal quantity, Instrument instrument) {
    Given.value("instrument", instrument);
    BigDecimal size = Decimals.checkPositive("quantity", quantity);
    return new Untyped(instrument, () -> ofSide(side).quantity(size));
  }

  private static OrderTicket.Builder ofSide(Side side) {
    return OrderTicket.builder().side(side).timeInForce(TimeInForce.DAY);
  }

  /**
   * Changes the size, for a modification, which sends the whole ticket.
   *
   * @param quantity the new size
   * @return a new ticket
   * @throws IllegalArgumentException if the size is an amount of money
   */
  public Ticket withQuantity(String quantity) {
    return withQuantity(Decimals.parse("quantity", quantity));
  }

  /**
   * Like {@link #withQuantity(String)}. The number is sent with its scale.
   *
   * @param quantity the new size
   * @return a new ticket
   * @throws IllegalArgumentException if the size is an amount of money
   */
  public Ticket withQuantity(BigDecimal quantity) {
    Decimals.checkPositive("quantity", quantity);
    if (order.quantity() == null) {
      throw new IllegalArgumentException(
          "quantity: the size of this ticket is an amount of money, so it has none to change");
    }
    return with(ticket -> ticket.quantity(quantity));
  }

  /**
   * Changes the limit, for a modification.
   *
   * @param price the new limit
   * @return a new ticket
   * @throws IllegalArgumentException if orders of this type have no limit
   */
  public Ticket withLimit(String price) {
    return withLimit(Decimals.parse("limit", price));
  }

  /**
   * Like {@link #withLimit(String)}. The number is sent with its scale.
   *
   * @param price the new limit
   * @return a new ticket
   * @throws IllegalArgumentException if orders of this type have no limit
   */
  public Ticket withLimit(BigDecimal price) {
    Decimals.check("limit", price);
    if (!TicketRules.hasLimit(order.orderType())) {
      throw new IllegalArgumentException(
          "limit: orders of type " + order.orderType() + " have none to change");
    }
    return with(ticket -> ticket.price(price));
  }

  /**
   * Changes the trigger of a stop, for a modification.
   *
   * @param trigger the new trigger
   * @return a new ticket
   * @throws IllegalArgumentException if orders of this type have no trigger of their own
   */
  public Ticket withTrigger(String trigger) {
    return withTrigger(Decimals.parse("trigger", trigger));
  }

  /**
   * Like {@link #withTrigger(String)}. The number is sent with its scale.
   *
   * @param trigger the new trigger
   * @return a new ticket
   * @throws IllegalArgumentException if orders of this type have no trigger of their own
   */
  public Ticket withTrigger(BigDecimal trigger) {
    Decimals.check("trigger", trigger);
    if (order.orderType().equals(OrderType.STP)) {
      return with(ticket -> ticket.price(trigger));
    }
    if (order.orderType().equals(OrderType.STOP_LIMIT)) {
      return with(ticket -> ticket.auxiliaryPrice(trigger));
    }
    throw new IllegalArgumentException(
        "trigger: orders of type " + order.orderType() + " have none to change");
  }

  /** Returns a changed copy. */
  Ticket with(UnaryOperator<OrderTicket.Builder> change) {
    return new Ticket(instrument, change.apply(order.toBuilder()).build(), route);
  }

  /**
   * Returns the wire's ticket with its contract: in {@code conid}, or in {@code conidex} for direct
   * routes and combos.
   *
   * @param contract the contract of the ticket's instrument
   * @return the wire's ticket, without an account
   */
  public OrderTicket toOrderTicket(ResolvedContract contract) {
    Given.value("contract", contract);
    OrderTicket.Builder ticket = order.toBuilder();
    if (instrument instanceof Instrument.Combo) {
      return ticket.conidex(contract.conidex()).build();
    }
    return route == null
        ? ticket.conid(contract.conid()).build()
        : ticket.conidex(contract.conidex() + "@" + route).build();
  }

  @Override
  public String toString() {
    BigDecimal size =
        order.quantity() != null
            ? order.quantity()
            : order.cashQuantity() != null ? order.cashQuantity() : order.forexQuantity();
    return order.side()
        + (order.quantity() == null ? " for " : " ")
        + (size == null ? "?" : size.toPlainString())
        + " "
        + instrument
        + " "
        + order.orderType()
        + (order.price() == null ? "" : " " + order.price().toPlainString());
  }

  /** A ticket without an order type. */
  public static final class Untyped {
    private final Instrument instrument;
    private final Supplier<OrderTicket.Builder> sized;

    private Untyped(Instrument instrument, Supplier<OrderTicket.Builder> sized) {
      this.instrument = instrument;
      this.sized = sized;
    }

    /**
     * At any price; {@code MKT}.
     *
     * @return the rest of the ticket
     */
    public Builder market() {
      return new Builder(instrument, sized.get().orderType(OrderType.MKT));
    }

    /**
     * At this price or better; {@code LMT}.
     *
     * @param price the limit in the contract's currency, for one unit, for example {@code
     *     "142.50"}; less than 0 for a combo that pays a credit; {@code Order.lmtPrice} in TWS
     * @return the rest of the ticket
     */
    public Builder limit(String price) {
      return limit(Decimals.parse("price", price));
    }

    /**
     * Like {@link #limit(String)}. The number is sent with its scale.
     *
     * @param price the limit in the contract's currency, for one unit
     * @return the rest of the ticket
     */
    public Builder limit(BigDecimal price) {
      return new Builder(
          instrument, sized.get().orderType(OrderType.LMT).price(Decimals.check("price", price)));
    }

    /**
     * At any price as soon as the market reaches a trigger; {@code STP}. Add {@link Stop#limit} for
     * a stop limit order.
     *
     * @param trigger the trigger in the contract's currency; {@code Order.auxPrice} in TWS, {@code
     *     price} on the wire
     * @return the rest of the ticket
     */
    public Stop stop(String trigger) {
      return stop(Decimals.parse("trigger", trigger));
    }

    /**
     * Like {@link #stop(String)}. The number is sent with its scale.
     *
     * @param trigger the trigger in the contract's currency
     * @return the rest of the ticket
     */
    public Stop stop(BigDecimal trigger) {
      return new Stop(instrument, sized.get(), Decimals.check("trigger", trigger));
    }

    /**
     * A stop whose trigger follows the market at a distance; {@code TRAIL}.
     *
     * @param distance the distance in the contract's currency; {@code Order.auxPrice} in TWS
     * @return the rest of the ticket
     */
    public Trail trailByAmount(String distance) {
      return trailByAmount(Decimals.parse("distance", distance));
    }

    /**
     * Like {@link #trailByAmount(String)}. The number is sent with its scale.
     *
     * @param distance the distance in the contract's currency
     * @return the rest of the ticket
     */
    public Trail trailByAmount(BigDecimal distance) {
      return new Trail(instrument, sized.get(), TrailingType.AMOUNT, distance);
    }

    /**
     * A stop whose trigger follows the market at a distance in percent; {@code TRAIL}.
     *
     * @param percent the distance, {@code "2.5"} for 2.5 %; {@code Order.trailingPercent} in TWS
     * @return the rest of the ticket
     */
    public Trail trailByPercent(String percent) {
      return trailByPercent(Decimals.parse("distance", percent));
    }

    /**
     * Like {@link #trailByPercent(String)}. The number is sent with its scale.
     *
     * @param percent the distance, 2.5 for 2.5 %
     * @return the rest of the ticket
     */
    public Trail trailByPercent(BigDecimal percent) {
      return new Trail(instrument, sized.get(), TrailingType.PERCENT, percent);
    }

    /**
     * Between bid and ask, or better; {@code MIDPRICE}.
     *
     * @return the rest of the ticket
     */
    public Builder midprice() {
      return new Builder(instrument, sized.get().orderType(OrderType.MIDPRICE));
    }

    /**
     * Between bid and ask, or better, up to a cap; {@code MIDPRICE}.
     *
     * @param cap the highest price of a purchase, or the lowest of a sale, in the contract's
     *     currency; {@code Order.lmtPrice} in TWS
     * @return the rest of the ticket
     */
    public Builder midprice(String cap) {
      return midprice(Decimals.parse("cap", cap));
    }

    /**
     * Like {@link #midprice(String)}. The number is sent with its scale.
     *
     * @param cap the highest price of a purchase, or the lowest of a sale, in the contract's
     *     currency
     * @return the rest of the ticket
     */
    public Builder midprice(BigDecimal cap) {
      return new Builder(
          instrument, sized.get().orderType(OrderType.MIDPRICE).price(Decimals.check("cap", cap)));
    }

    /**
     * In the closing auction, at any price; {@code MOC}.
     *
     * @return the rest of the ticket
     */
    public Builder marketOnClose() {
      return new Builder(instrument, sized.get().orderType(OrderType.MOC));
    }

    /**
     * In the closing auction, at this price or better; {@code LOC}.
     *
     * @param price the limit in the contract's currency; {@code Order.lmtPrice} in TWS
     * @return the rest of the ticket
     */
    public Builder limitOnClose(String price) {
      return limitOnClose(Decimals.parse("price", price));
    }

    /**
     * Like {@link #limitOnClose(String)}. The number is sent with its scale.
     *
     * @param price the limit in the contract's currency
     * @return the rest of the ticket
     */
    public Builder limitOnClose(BigDecimal price) {
      return new Builder(
          instrument, sized.get().orderType(OrderType.LOC).price(Decimals.check("price", price)));
    }
  }

  /** The rest of a stop; not thread-safe. */
  public static final class Stop extends Builder {
    private final BigDecimal trigger;

    private Stop(Instrument instrument, OrderTicket.Builder sized, BigDecimal trigger) {
      super(instrument, sized.orderType(OrderType.STP).price(trigger));
      this.trigger = trigger;
    }

    /**
     * Makes it a stop limit order; {@code STOP_LIMIT}. Call it directly after the trigger.
     *
     * @param price the limit in the contract's currency; {@code Order.lmtPrice} in TWS
     * @return the rest of the ticket
     */
    public Builder limit(String price) {
      return limit(Decimals.parse("price", price));
    }

    /**
     * Like {@link #limit(String)}. The number is sent with its scale.
     *
     * @param price the limit in the contract's currency
     * @return the rest of the ticket
     */
    public Builder limit(BigDecimal price) {
      draft
          .orderType(OrderType.STOP_LIMIT)
          .price(Decimals.check("price", price))
          .auxiliaryPrice(trigger);
      return this;
    }
  }

  /** The rest of a trailing stop; not thread-safe. */
  public static final class Trail extends Builder {
    private Trail(
        Instrument instrument, OrderTicket.Builder sized, TrailingType unit, BigDecimal distance) {
      super(
          instrument,
          sized
              .orderType(OrderType.TRAIL)
              .trailingType(unit)
              .trailingAmount(Decimals.checkPositive("distance", distance)));
    }

    /**
     * Sets the first trigger. Default: at the distance from the market.
     *
     * @param trigger the first trigger in the contract's currency; {@code Order.trailStopPrice} in
     *     TWS
     * @return the rest of the ticket
     */
    public StartedTrail startingAt(String trigger) {
      return startingAt(Decimals.parse("trigger", trigger));
    }

    /**
     * Like {@link #startingAt(String)}. The number is sent with its scale.
     *
     * @param trigger the first trigger in the contract's currency
     * @return the rest of the ticket
     */
    public StartedTrail startingAt(BigDecimal trigger) {
      return new StartedTrail(this, Decimals.check("trigger", trigger));
    }
  }

  /** The rest of a trailing stop with a first trigger; not thread-safe. */
  public static final class StartedTrail extends Builder {
    private final BigDecimal trigger;

    private StartedTrail(Trail trail, BigDecimal trigger) {
      super(trail);
      this.trigger = trigger;
      draft.price(trigger);
    }

    /**
     * Makes it a trailing stop limit order; {@code TRAILLMT}. Call it directly after the trigger.
     *
     * @param price the limit in the contract's currency; {@code Order.lmtPrice} in TWS
     * @return the rest of the ticket
     */
    public Builder limit(String price) {
      return limit(Decimals.parse("price", price));
    }

    /**
     * Like {@link #limit(String)}. The number is sent with its scale.
     *
     * @param price the limit in the contract's currency
     * @return the rest of the ticket
     */
    public Builder limit(BigDecimal price) {
      draft
          .orderType(OrderType.TRAILLMT)
          .price(Decimals.check("price", price))
          .auxiliaryPrice(trigger);
      return this;
    }
  }

  /** The rest of a ticket; not thread-safe. */
  public static sealed class Builder permits Stop, Trail, StartedTrail {
    final OrderTicket.Builder draft;
    private final Instrument instrument;
    private final Map<String, Scalar> algoParameters;
    private @Nullable String algo;
    private @Nullable String route;

    private Builder(Instrument instrument, OrderTicket.Builder draft) {
      this.instrument = instrument;
      this.draft = draft;
      this.algoParameters = new LinkedHashMap<>();
    }

    /** Continues another builder. */
    private Builder(Builder other) {
      this.instrument = other.instrument;
      this.draft = other.draft;
      this.algoParameters = other.algoParameters;
      this.algo = other.algo;
      this.route = other.route;
    }

    /**
     * Sets how long the order works. Default: {@code DAY}.
     *
     * @param timeInForce how long; {@code Order.tif} in TWS
     * @return this builder
     */
    public Builder timeInForce(TimeInForce timeInForce) {
      Given.value("timeInForce", timeInForce);
      if (timeInForce instanceof TimeInForce.Unknown) {
        throw new IllegalArgumentException(
            "timeInForce: '" + timeInForce + "' is not one that the contract lists");
      }
      draft.timeInForce(timeInForce);
      return this;
    }

    /**
     * Sets the client order id. Default: the desk chooses one.
     *
     * @param clientOrderId an id that was not used within 24 hours; {@code cOID} on the wire,
     *     {@code Order.orderRef} in TWS
     * @return this builder
     */
    public Builder clientOrderId(String clientOrderId) {
      Given.value("clientOrderId", clientOrderId);
      if (clientOrderId.isBlank()) {
        throw new IllegalArgumentException("clientOrderId: expected a name, but got nothing");
      }
      draft.clientOrderId(clientOrderId);
      return this;
    }

    /**
     * Lets the order trade outside regular trading hours too. Only for orders with a limit and
     * whole shares.
     *
     * @return this builder
     */
    public Builder outsideRegularHours() {
      draft.outsideRegularHours(true);
      return this;
    }

    /**
     * Fills the whole size or nothing; {@code Order.allOrNone} in TWS.
     *
     * @return this builder
     */
    public Builder allOrNone() {
      draft.allOrNone(true);
      return this;
    }

    /**
     * Sends the order to one exchange instead of SMART.
     *
     * @param exchange for example {@code NYSE}; {@code Contract.exchange} in TWS
     * @return this builder
     */
    public Builder route(String exchange) {
      Given.value("exchange", exchange);
      if (!exchange.matches("[A-Za-z0-9._-]+")) {
        throw new IllegalArgumentException(
            "route: expected an exchange such as NYSE, but got '" + exchange + "'");
      }
      String upperCase = exchange.toUpperCase(Locale.ROOT);
      route = upperCase.equals("SMART") ? null : upperCase;
      return this;
    }

    /**
     * Converts currency without opening a position; for {@link #buyFor} with a pair of currencies.
     *
     * @return this builder
     */
    public Builder currencyConversion() {
      draft.currencyConversion(true);
      return this;
    }

    /**
     * Tells who enters the order, which US futures exchanges require.
     *
     * @param byHand true for a person, false for a program; {@code Order.manualOrderIndicator} in
     *     TWS
     * @return this builder
     */
    public Builder manualIndicator(boolean byHand) {
      draft.manualIndicator(byHand);
      return this;
    }

    /**
     * Switches IBKR's Price Management Algo on or off for this order. Default: the account's
     * setting. It is unrelated to the algorithms of {@link #algo}.
     *
     * @param on whether it is on; {@code Order.usePriceMgmtAlgo} in TWS
     * @return this builder
     */
    public Builder priceManagementAlgo(boolean on) {
      draft.priceManagementAlgo(on);
      return this;
    }

    /**
     * Selects an algorithm that works the order. The desk checks id and parameters against those
     * that the contract offers.
     *
     * @param id the id, case sensitive, for example {@code Adaptive}; {@code Order.algoStrategy} in
     *     TWS
     * @return this builder
     */
    public Builder algo(String id) {
      Given.value("id", id);
      algo = id;
      return this;
    }

    /**
     * Sets a parameter of the algorithm.
     *
     * @param id the id of the parameter, for example {@code adaptivePriority}
     * @return this builder
     */
    public Builder algoParameter(String id, String value) {
      Given.value("id", id);
      Given.value("value", value);
      return algoParameter(id, Scalar.of(value));
    }

    /**
     * Sets a parameter of the algorithm that is a number or a boolean.
     *
     * @param id the id of the parameter, for example {@code maxPctVol}
     * @return this builder
     */
    public Builder algoParameter(String id, Scalar value) {
      Given.value("id", id);
      Given.value("value", value);
      algoParameters.put(id, value);
      return this;
    }

    /**
     * Builds the ticket.
     *
     * @throws IllegalArgumentException if fields contradict each other; the message says what is
     *     legal
     */
    public Ticket build() {
      if (algo == null && !algoParameters.isEmpty()) {
        throw new IllegalArgumentException(
            "algo: expected an id, because there are parameters " + algoParameters.keySet());
      }
      if (algo != null) {
        draft.strategy(algo).strategyParameters(algoParameters);
      }
      return new Ticket(instrument, draft.build(), route);
    }
  }
}
