package io.github.cpapi.mock.recording;

import io.github.cpapi.mock.state.Execution;
import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.state.OrderState;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Size;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An order as the wire spells it. */
public final class OrderVariables {

  /** Q56. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneOffset.UTC);

  /** The format in the recorded trades. */
  private static final DateTimeFormatter TRADE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss").withZone(ZoneOffset.UTC);

  /**
   * Cloned for each use: DecimalFormat is not thread-safe, and a new one costs more than a clone.
   */
  private static final DecimalFormat FIGURE =
      new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));

  private OrderVariables() {}

  public static Variables of(String account, Ticket ticket) {
    return new Variables(account, valuesOf(ticket));
  }

  /**
   * Returns the values of an order that has no id yet, by the names that {@code metadata.bind}
   * uses.
   */
  public static Map<String, String> valuesOf(Ticket ticket) {
    return Map.copyOf(ticketValues(ticket));
  }

  public static Variables of(Order order) {
    Map<String, String> values = ticketValues(order.ticket());
    addIdentity(order, values);
    addProgress(order, values);
    addDescriptions(order, values);
    values.put("background", background(order.state()));
    values.put("foreground", foreground(order.state()));
    return new Variables(order.account(), Collections.unmodifiableMap(values));
  }

  private static void addIdentity(Order order, Map<String, String> values) {
    values.put("orderId", String.valueOf(order.id()));
    order.links().parent().ifPresent(id -> values.put("parentOrderId", String.valueOf(id)));
    if (order.links().group() != null) {
      values.put("group", order.links().group());
    }
    // Stays the same for the life of the order (ws-sor-order-lifecycle-recorded).
    values.put("time", TIME.format(order.submitted()));
    values.put("epochMillis", String.valueOf(order.submitted().toEpochMilli()));
  }

  private static void addProgress(Order order, Map<String, String> values) {
    values.put("status", order.state().status());
    values.put("ccpStatus", order.state().ccpStatus());
    if (order.trigger() != null) {
      values.put("trigger", trigger(order.trigger(), order.ticket()));
    }
    if (order.cancelledBecause() != null) {
      values.put("cancelledBecause", order.cancelledBecause());
    }
    String quantity = plain(order.ticket().quantity(), 0);
    values.put("filled", size(order.filled()));
    values.put("remaining", size(order.remaining()));
    values.put(
        "sizeAndFills", isFilled(order) ? quantity : plain(order.filled(), 0) + "/" + quantity);
    values.put(
        "filledAndRemaining",
        isFilled(order) ? quantity : plain(order.filled(), 0) + "/" + plain(order.remaining(), 0));
  }

  private static void addDescriptions(Order order, Map<String, String> values) {
    Ticket ticket = order.ticket();
    String verb =
        isFilled(order)
            ? ticket.side() == Side.BUY ? "Bought" : "Sold"
            : ticket.side() == Side.BUY ? "Buy" : "Sell";
    String quantity = plain(ticket.quantity(), 0);
    String what = pricing(ticket) + ", " + (isDay(ticket) ? "Day" : ticket.timeInForce());
    values.put("description", String.join(" ", verb, quantity, what));
    values.put(
        "descriptionWithContract",
        String.join(" ", verb, quantity, ticket.contract().symbol(), what));
    order
        .averagePrice()
        .ifPresent(
            price -> {
              values.put("averagePrice", price(price, ticket));
              values.put(
                  "fillDescription",
                  "%s %s @ %s".formatted(verb, plain(order.filled(), 0), price(price, ticket)));
            });
  }

  private static boolean isFilled(Order order) {
    return order.state() == OrderState.FILLED;
  }

  /** The colours of ws-sor-order-lifecycle-recorded. */
  private static String background(OrderState state) {
    return switch (state) {
      case PRE_SUBMITTED, CANCELLED -> "#FFFFFF";
      case AWAITING_ANSWER, WORKING, PENDING_CANCEL, FILLED -> "#000000";
    };
  }

  /** The colours of ws-sor-order-lifecycle-recorded. */
  private static String foreground(OrderState state) {
    return switch (state) {
      case AWAITING_ANSWER -> "#AFAFAF";
      case PRE_SUBMITTED -> "#997EE5";
      case WORKING -> "#00F000";
      case PENDING_CANCEL -> "#FF64FF";
      case CANCELLED -> "#AA0000";
      case FILLED -> "#000000";
    };
  }

  public static Variables of(Execution execution) {
    Order order = execution.order();
    String quantity = plain(execution.quantity(), 0);
    String price = price(execution.price(), order.ticket());
    String verb = order.ticket().side() == Side.BUY ? "Bot" : "Sold";
    BigDecimal amount =
        execution
            .quantity()
            .multiply(execution.price())
            .multiply(order.ticket().contract().multiplier());
    return of(order)
        .with("executionId", execution.id())
        .with("fill", "%s %s @ %s".formatted(verb, quantity, price))
        .with("fillSize", size(execution.quantity()))
        .with("fillPrice", price)
        .with("amount", plain(amount, 1))
        .with("position", plain(execution.position(), 0))
        .with("tradeTime", TRADE_TIME.format(execution.time()))
        .with("tradeMillis", String.valueOf(execution.time().toEpochMilli()));
  }

  private static Map<String, String> ticketValues(Ticket ticket) {
    Contract contract = ticket.contract();
    Map<String, String> values = ContractVariables.valuesOf(contract);
    String conid = String.valueOf(contract.conid());
    values.put("conidex", ticket.conidex() == null ? conid : ticket.conidex());
    values.put("side", ticket.side().name());
    values.put("sideLetter", ticket.side().name().substring(0, 1));
    values.put("quantity", plain(ticket.quantity(), 0));
    values.put("size", size(ticket.quantity()));
    values.put("value", figure(ticket.value()));
    values.put("timeInForce", ticket.timeInForce());
    values.put("displayTimeInForce", isDay(ticket) ? "CLOSE" : ticket.timeInForce());
    // Futures have no such member (Q57).
    if (!contract.secType().equals(Contract.FUTURE)) {
      values.put("outsideRegularHours", String.valueOf(ticket.outsideRegularHours()));
    }
    // Empty for market orders and stops (Q54).
    values.put(
        "price", ticket.pricing().limitPrice().map(price -> price(price, ticket)).orElse(""));
    ticket
        .pricing()
        .limitPrice()
        .ifPresent(price -> values.put("limitPrice", price(price, ticket)));
    ticket.trigger().ifPresent(trigger -> values.put("trigger", trigger(trigger, ticket)));
    String type = typeInWords(ticket.pricing());
    values.put("displayType", type);
    values.put("originalType", type.toUpperCase(Locale.ROOT).replace(' ', '_'));
    if (ticket.size() instanceof Size.Cash cash) {
      values.put("cashSize", size(cash.amount()));
    }
    if (ticket.clientOrderId() != null) {
      values.put("clientOrderId", ticket.clientOrderId());
    }
    return values;
  }

  /**
   * The words for limit, market and stop were seen (Q55). The others follow the contract rules, for
   * example {@code trailing_stop} (Q74).
   */
  private static String typeInWords(Pricing pricing) {
    if (pricing instanceof Pricing.Market) {
      return "Market";
    }
    if (pricing instanceof Pricing.Limit) {
      return "Limit";
    }
    if (pricing instanceof Pricing.Stop) {
      return "Stop";
    }
    if (pricing instanceof Pricing.StopLimit) {
      return "Stop Limit";
    }
    if (pricing instanceof Pricing.Trailing) {
      return "Trailing Stop";
    }
    if (pricing instanceof Pricing.TrailingLimit) {
      return "Trailing Stop Limit";
    }
    if (pricing instanceof Pricing.OnClose onClose) {
      // In upper case these are the words of Q101.
      return onClose.limit() == null ? "MarketOnClose" : "LimitOnClose";
    }
    return "Midprice";
  }

  /** The type with its trigger and limit, for example Stop 0.50, Limit 1.00. */
  private static String pricing(Ticket ticket) {
    return Stream.of(
            Optional.of(typeInWords(ticket.pricing())),
            ticket.trigger().map(trigger -> trigger(trigger, ticket)),
            ticket.pricing().limitPrice().map(price -> price(price, ticket)))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  /** Q55. */
  private static boolean isDay(Ticket ticket) {
    return ticket.timeInForce().equals("DAY");
  }

  /** With the decimals of the tick, at least two; the price of a combo as it was sent. */
  private static String price(BigDecimal price, Ticket ticket) {
    return ticket.isCombo() ? plain(price, 0) : trigger(price, ticket);
  }

  private static String trigger(BigDecimal trigger, Ticket ticket) {
    return plain(trigger, Math.max(2, ticket.contract().tick().stripTrailingZeros().scale()));
  }

  /** Formats a number as the broker's questions do: 395,000 (chain2-es-stop-q1-o451). */
  static String figure(BigDecimal number) {
    return ((DecimalFormat) FIGURE.clone()).format(number);
  }

  /** Sizes have one decimal (Q54). */
  private static String size(BigDecimal size) {
    return plain(size, 1);
  }

  private static String plain(BigDecimal number, int leastDecimals) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.setScale(Math.max(leastDecimals, stripped.scale())).toPlainString();
  }
}
