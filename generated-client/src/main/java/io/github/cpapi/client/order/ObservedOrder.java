package io.github.cpapi.client.order;

import io.github.cpapi.client.wire.Decimals;
import io.github.cpapi.generated.model.LiveOrder;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderTicket;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order as the gateway shows it, in the gateway's spelling: BUY or B, "Limit" or "LIMIT", prices
 * as text, and a stop's price in one of three members (Q54, Q55, Q61).
 *
 * @param side BUY, SELL, B or S
 * @param type the kind of order
 * @param size the whole quantity
 * @param prices all prices
 */
record ObservedOrder(
    @Nullable String side,
    @Nullable String type,
    @Nullable BigDecimal size,
    Set<BigDecimal> prices) {

  static ObservedOrder of(LiveOrder row) {
    return new ObservedOrder(
        row.side(),
        row.orderType(),
        row.totalSize(),
        numbers(row.price(), row.auxiliaryPrice(), row.stopPrice()));
  }

  static ObservedOrder of(OrderReport report) {
    return new ObservedOrder(
        report.side(),
        report.orderType(),
        number(report.totalSize()),
        numbers(report.limitPrice(), report.stopPrice()));
  }

  /** Whether side and size match; an older order with the same client order id usually differs. */
  boolean isSameTrade(OrderTicket ticket) {
    return isSide(side, ticket)
        && (size == null || ticket.quantity() == null || size.compareTo(ticket.quantity()) == 0);
  }

  /** Whether side, size, type and prices match. A field that the gateway does not show matches. */
  boolean matches(OrderTicket ticket) {
    return isSameTrade(ticket)
        && fits(type, typePrefix(ticket))
        && Stream.of(ticket.price(), ticket.auxiliaryPrice())
            .filter(Objects::nonNull)
            .allMatch(price -> prices.contains(price.stripTrailingZeros()));
  }

  /** Whether the side, as BUY or B, is that of the ticket; null matches. */
  static boolean isSide(@Nullable String shown, OrderTicket ticket) {
    return fits(shown, ticket.side().wire().substring(0, 1));
  }

  private static boolean fits(@Nullable String shown, String start) {
    return shown == null || shown.toUpperCase(Locale.ROOT).replace('_', ' ').startsWith(start);
  }

  /** How the gateway's word for the type begins; empty if it was never seen. */
  private static String typePrefix(OrderTicket ticket) {
    return switch (ticket.orderType().wire()) {
      case "LMT" -> "L";
      case "MKT" -> "M";
      case "STP", "STOP_LIMIT" -> "ST";
      default -> "";
    };
  }

  private static Set<BigDecimal> numbers(@Nullable String... texts) {
    return Stream.of(texts)
        .map(ObservedOrder::number)
        .flatMap(number -> number == null ? Stream.<BigDecimal>empty() : Stream.of(number))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    return Decimals.read(text).map(BigDecimal::stripTrailingZeros).orElse(null);
  }
}
