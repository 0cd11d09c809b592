package io.github.cpapi.client.ticket;

import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The prices of a bracket's legs, for order types that have one. */
final class BracketPrices {

  private BracketPrices() {}

  /** The price at which the parent opens the position: its limit or its trigger. */
  static Optional<BigDecimal> entry(Ticket parent) {
    return switch (parent.toOrderTicket().orderType().wire()) {
      case "LMT", "LOC", "STP", "STOP_LIMIT" -> Optional.ofNullable(parent.toOrderTicket().price());
      default -> Optional.empty();
    };
  }

  static Optional<BigDecimal> limit(@Nullable Ticket child, Ticket parent) {
    return of(
        child, parent, order -> order.orderType().equals(OrderType.LMT) ? order.price() : null);
  }

  static Optional<BigDecimal> trigger(@Nullable Ticket child, Ticket parent) {
    return of(
        child,
        parent,
        order ->
            switch (order.orderType().wire()) {
              case "STP" -> order.price();
              case "STOP_LIMIT" -> order.auxiliaryPrice();
              default -> null;
            });
  }

  /** A combo that is closed by buying it with its legs reversed has prices of the other sign. */
  private static Optional<BigDecimal> of(
      @Nullable Ticket child, Ticket parent, Function<OrderTicket, @Nullable BigDecimal> price) {
    if (child == null) {
      return Optional.empty();
    }
    boolean reversed = child.toOrderTicket().side().equals(parent.toOrderTicket().side());
    return Optional.ofNullable(price.apply(child.toOrderTicket()))
        .map(shown -> reversed ? shown.negate() : shown);
  }
}
