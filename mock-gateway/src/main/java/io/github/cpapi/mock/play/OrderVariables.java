package io.github.cpapi.mock.play;

import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.state.OrderState;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** An order in the spellings of the wire. */
final class OrderVariables {

  /** Q56. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneOffset.UTC);

  private OrderVariables() {}

  static Variables of(String account, Ticket ticket) {
    return new Variables(account, Map.copyOf(ticketValues(ticket)));
  }

  static Variables of(Order order) {
    Ticket ticket = order.ticket();
    Map<String, String> values = ticketValues(ticket);
    boolean filled = order.state() == OrderState.FILLED;
    String verb =
        filled
            ? ticket.side() == Side.BUY ? "Bought" : "Sold"
            : ticket.side() == Side.BUY ? "Buy" : "Sell";
    String what = pricing(ticket) + ", " + (isDay(ticket) ? "Day" : ticket.timeInForce());
    String quantity = values.get("quantity");

    values.put("orderId", String.valueOf(order.id()));
    values.put("status", order.state().status());
    values.put("ccpStatus", order.state().ccpStatus());
    // Stays the same for the life of the order (ws-sor-order-lifecycle-recorded).
    values.put("time", TIME.format(order.submitted()));
    values.put("epochMillis", String.valueOf(order.submitted().toEpochMilli()));
    values.put("filled", size(order.filled()));
    values.put("remaining", size(order.remaining()));
    values.put("sizeAndFills", filled ? quantity : "0/" + quantity);
    values.put("description", "%s %s %s".formatted(verb, quantity, what));
    values.put(
        "descriptionWithContract",
        "%s %s %s %s".formatted(verb, quantity, ticket.contract().symbol(), what));
    order
        .averagePrice()
        .ifPresent(
            price -> {
              values.put("averagePrice", price(price));
              values.put("fillDescription", "%s %s @ %s".formatted(verb, quantity, price(price)));
            });
    // The colours of ws-sor-order-lifecycle-recorded.
    values.put("background", order.state() == OrderState.CANCELLED ? "#FFFFFF" : "#000000");
    values.put(
        "foreground",
        switch (order.state()) {
          case AWAITING_ANSWER -> "#AFAFAF";
          case WORKING -> "#00F000";
          case PENDING_CANCEL -> "#FF64FF";
          case CANCELLED -> "#AA0000";
          case FILLED -> "#000000";
        });
    return new Variables(order.account(), Map.copyOf(values));
  }

  private static Map<String, String> ticketValues(Ticket ticket) {
    Map<String, String> values = new HashMap<>();
    values.put("conid", String.valueOf(ticket.contract().conid()));
    values.put("symbol", ticket.contract().symbol());
    values.put("listing", ticket.contract().listing());
    values.put("company", ticket.contract().company());
    values.put("currency", ticket.contract().currency());
    values.put("side", ticket.side().name());
    values.put("sideLetter", ticket.side().name().substring(0, 1));
    values.put("quantity", plain(ticket.quantity(), 0));
    values.put("size", size(ticket.quantity()));
    values.put("timeInForce", ticket.timeInForce());
    values.put("displayTimeInForce", isDay(ticket) ? "CLOSE" : ticket.timeInForce());
    values.put("outsideRegularHours", String.valueOf(ticket.outsideRegularHours()));
    // Empty for market orders (Q54).
    values.put("price", ticket.pricing() instanceof Pricing.Limit l ? price(l.price()) : "");
    if (ticket.clientOrderId() != null) {
      values.put("clientOrderId", ticket.clientOrderId());
    }
    return values;
  }

  private static String pricing(Ticket ticket) {
    return ticket.pricing() instanceof Pricing.Limit limit
        ? "Limit " + price(limit.price())
        : "Market";
  }

  /** Q55. */
  private static boolean isDay(Ticket ticket) {
    return ticket.timeInForce().equals("DAY");
  }

  private static String price(BigDecimal price) {
    return plain(price, 2);
  }

  /** Sizes carry a digit behind the point (Q54). */
  private static String size(BigDecimal size) {
    return plain(size, 1);
  }

  private static String plain(BigDecimal number, int leastDecimals) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.setScale(Math.max(leastDecimals, stripped.scale())).toPlainString();
  }
}
