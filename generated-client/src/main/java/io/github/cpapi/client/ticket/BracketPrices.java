package io.github.cpapi.client.ticket;

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
    return switch (parent.toOrderTicket().orderType().wire()) {
      case "LMT", "LOC", "STP", "STOP_LIMIT" -> Optional.ofNullable(parent.toOrderTicket().price());
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
    boolean reversed = child.toOrderTicket().side().equals(parent.toOrderTicket().side());
    return Optional.ofNullable(price.apply(child.toOrderTicket()))
        .map(shown -> reversed ? shown.negate() : shown);
  }
}
