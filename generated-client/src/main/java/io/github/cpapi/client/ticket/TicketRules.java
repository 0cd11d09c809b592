package io.github.cpapi.client.ticket;

import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.TimeInForce;
import io.github.cpapi.generated.model.TrailingType;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses tickets that the gateway is known to refuse (Q13, Q14) or that make no sense. In all
 * other cases the gateway decides.
 */
final class TicketRules {

  private static final Set<OrderType> WITH_LIMIT =
      Set.of(OrderType.LMT, OrderType.STOP_LIMIT, OrderType.TRAILLMT, OrderType.LOC);

  /** The gateway refuses these outside regular hours (Q13); the closing auction ends them. */
  private static final Set<OrderType> REGULAR_HOURS_ONLY =
      Set.of(OrderType.MKT, OrderType.STP, OrderType.TRAIL, OrderType.LOC, OrderType.MOC);

  private static final Set<OrderType> AT_THE_OPENING = Set.of(OrderType.MKT, OrderType.LMT);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Instrument instrument;
  private final OrderTicket order;
  private final @Nullable String route;

  private TicketRules(Instrument instrument, OrderTicket order, @Nullable String route) {
    this.instrument = instrument;
    this.order = order;
    this.route = route;
  }

  static void check(Instrument instrument, OrderTicket order, @Nullable String route) {
    TicketRules rules = new TicketRules(instrument, order, route);
    rules.checkSize();
    rules.checkPrices();
    rules.checkTimes();
    rules.checkInstrument();
  }

  static boolean hasLimit(OrderType type) {
    return WITH_LIMIT.contains(type);
  }

  private void checkSize() {
    illegalIf(
        isFraction() && !mayBeAFraction(),
        () -> "quantity: expected whole contracts for " + instrument + ", but got " + size());
    illegalIf(
        isFraction() && isTrue(order.outsideRegularHours()),
        () -> "outsideRegularHours: legal for whole shares only, but the quantity is " + size());
    illegalIf(
        isTrue(order.allOrNone()) && instrument instanceof Instrument.Future,
        () -> "allOrNone: the gateway refuses it for futures; leave it out");
  }

  private void checkPrices() {
    illegalIf(
        cannotBeNegative() && prices().anyMatch(price -> price.signum() <= 0),
        () ->
            "price: expected more than 0 for "
                + instrument
                + ", but got "
                + prices().map(BigDecimal::toPlainString).toList());
    illegalIf(
        TrailingType.PERCENT.equals(order.trailingType())
            && order.trailingAmount() != null
            && order.trailingAmount().compareTo(HUNDRED) >= 0,
        () -> "distance: expected less than 100 %, but got " + order.trailingAmount());
  }

  private void checkTimes() {
    illegalIf(
        isTrue(order.outsideRegularHours()) && REGULAR_HOURS_ONLY.contains(order.orderType()),
        () ->
            "outsideRegularHours: a "
                + order.orderType()
                + " order works in regular hours only; legal with LMT, STOP_LIMIT and"
                + " TRAILLMT");
    illegalIf(
        order.timeInForce().equals(TimeInForce.OPG) && !AT_THE_OPENING.contains(order.orderType()),
        () ->
            "timeInForce: OPG is legal with MKT and LMT, but the order is a " + order.orderType());
  }

  private void checkInstrument() {
    boolean combo = instrument instanceof Instrument.Combo;
    illegalIf(
        combo && order.strategy() != null,
        () -> "algo: a combo has no contract that offers " + order.strategy());
    illegalIf(
        combo && route != null,
        () -> "route: set the exchange of a combo in the combo, but got " + route);
    boolean conversion = isTrue(order.currencyConversion());
    illegalIf(
        conversion && order.forexQuantity() == null,
        () ->
            "currencyConversion: legal with buyFor(...) and a pair of currencies, but this is "
                + instrument);
  }

  private boolean isFraction() {
    return order.quantity() != null && order.quantity().stripTrailingZeros().scale() > 0;
  }

  private String size() {
    return order.quantity() == null ? "none" : order.quantity().toPlainString();
  }

  private boolean mayBeAFraction() {
    return !(instrument instanceof Instrument.Option
        || instrument instanceof Instrument.Future
        || instrument instanceof Instrument.Combo);
  }

  /** Futures and combos have traded below zero, and a contract id can be anything. */
  private boolean cannotBeNegative() {
    return instrument instanceof Instrument.Stock
        || instrument instanceof Instrument.Option
        || instrument instanceof Instrument.Forex;
  }

  private Stream<BigDecimal> prices() {
    return Stream.of(order.price(), order.auxiliaryPrice()).flatMap(Stream::ofNullable);
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }

  private static void illegalIf(boolean broken, Supplier<String> message) {
    if (broken) {
      throw new IllegalArgumentException(message.get());
    }
  }
}
