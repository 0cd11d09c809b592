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
 * What does not go together in a ticket: what the gateway is known to refuse, and what makes no
 * sense. Whatever is merely unknown passes, and the gateway decides.
 */
final class TicketRules {

  private static final Set<OrderType> WITH_LIMIT =
      Set.of(OrderType.LMT, OrderType.STOP_LIMIT, OrderType.TRAILLMT, OrderType.LOC);

  /** Refused in three shapes (Q13); the closing auction is what ends the regular hours. */
  private static final Set<OrderType> REGULAR_HOURS_ONLY =
      Set.of(OrderType.MKT, OrderType.STP, OrderType.TRAIL, OrderType.LOC, OrderType.MOC);

  private static final Set<OrderType> AT_THE_OPENING = Set.of(OrderType.MKT, OrderType.LMT);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Instrument instrument;
  private final OrderTicket terms;
  private final @Nullable String route;

  private TicketRules(Instrument instrument, OrderTicket terms, @Nullable String route) {
    this.instrument = instrument;
    this.terms = terms;
    this.route = route;
  }

  static void check(Instrument instrument, OrderTicket terms, @Nullable String route) {
    TicketRules rules = new TicketRules(instrument, terms, route);
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
        isFraction() && isTrue(terms.outsideRegularHours()),
        () ->
            "outsideRegularHours: legal for whole shares only (Q13), but the quantity is "
                + size());
    illegalIf(
        isTrue(terms.allOrNone()) && instrument instanceof Instrument.Future,
        () -> "allOrNone: the gateway refuses it for futures (Q14); leave it out");
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
        TrailingType.PERCENT.equals(terms.trailingType())
            && terms.trailingAmount() != null
            && terms.trailingAmount().compareTo(HUNDRED) >= 0,
        () -> "distance: expected less than 100 %, but got " + terms.trailingAmount());
  }

  private void checkTimes() {
    illegalIf(
        isTrue(terms.outsideRegularHours()) && REGULAR_HOURS_ONLY.contains(terms.orderType()),
        () ->
            "outsideRegularHours: a "
                + terms.orderType()
                + " order works in regular hours only (Q13); legal with LMT, STOP_LIMIT and"
                + " TRAILLMT");
    illegalIf(
        terms.timeInForce().equals(TimeInForce.OPG) && !AT_THE_OPENING.contains(terms.orderType()),
        () ->
            "timeInForce: OPG is legal with MKT and LMT, but the order is a " + terms.orderType());
  }

  private void checkInstrument() {
    boolean combo = instrument instanceof Instrument.Combo;
    illegalIf(
        combo && terms.strategy() != null,
        () -> "algo: a combo has no contract that would list " + terms.strategy());
    illegalIf(
        combo && route != null,
        () -> "route: the exchange of a combo is said with the combo, but got " + route);
    boolean conversion = isTrue(terms.currencyConversion());
    illegalIf(
        conversion && terms.forexQuantity() == null,
        () ->
            "currencyConversion: legal with buyFor(...) and a pair of currencies, but this is "
                + instrument);
  }

  private boolean isFraction() {
    return terms.quantity() != null && terms.quantity().stripTrailingZeros().scale() > 0;
  }

  private String size() {
    return terms.quantity() == null ? "none" : terms.quantity().toPlainString();
  }

  private boolean mayBeAFraction() {
    return !(instrument instanceof Instrument.Option
        || instrument instanceof Instrument.Future
        || instrument instanceof Instrument.Combo);
  }

  /** Futures and combos have traded below zero; behind a bare contract id anything may stand. */
  private boolean cannotBeNegative() {
    return instrument instanceof Instrument.Stock
        || instrument instanceof Instrument.Option
        || instrument instanceof Instrument.Forex;
  }

  private Stream<BigDecimal> prices() {
    return Stream.of(terms.price(), terms.auxiliaryPrice()).flatMap(Stream::ofNullable);
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
