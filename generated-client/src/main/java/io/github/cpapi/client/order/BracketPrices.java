package io.github.cpapi.client.order;

import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** At which prices the legs of a bracket work, where their order types say it. */
final class BracketPrices {

  private BracketPrices() {}

  /** Where the parent opens the position: its limit, or its trigger. */
  static Optional<BigDecimal> entry(Ticket parent) {
    return switch (parent.terms().orderType().wire()) {
      case "LMT", "LOC", "STP", "STOP_LIMIT" -> Optional.ofNullable(parent.terms().price());
      default -> Optional.empty();
    };
  }

  static Optional<BigDecimal> limit(@Nullable Ticket child, Ticket parent) {
    return of(
        child, parent, terms -> terms.orderType().equals(OrderType.LMT) ? terms.price() : null);
  }

  static Optional<BigDecimal> trigger(@Nullable Ticket child, Ticket parent) {
    return of(
        child,
        parent,
        terms ->
            switch (terms.orderType().wire()) {
              case "STP" -> terms.price();
              case "STOP_LIMIT" -> terms.auxiliaryPrice();
              default -> null;
            });
  }

  /** A combo that is undone by buying it with its legs reversed has prices of the other sign. */
  private static Optional<BigDecimal> of(
      @Nullable Ticket child, Ticket parent, Function<OrderTicket, @Nullable BigDecimal> price) {
    if (child == null) {
      return Optional.empty();
    }
    boolean reversed = child.terms().side().equals(parent.terms().side());
    return Optional.ofNullable(price.apply(child.terms()))
        .map(shown -> reversed ? shown.negate() : shown);
  }
}
