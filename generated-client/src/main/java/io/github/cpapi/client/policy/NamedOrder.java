package io.github.cpapi.client.policy;

import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares a ticket with an order as questions name it, by side, size, symbol, listing and
 * sometimes price: BUY 1 AAPL NASDAQ.NMS @ 1.00, or BUY 1 SPY LMT 1.00. The symbol cannot be
 * compared, because a ticket names its contract by conid.
 */
final class NamedOrder {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<side>\\S+) (?<size>[0-9][0-9,.]*) (?<contract>[^@]*?)(?: (?:@|LMT) (?<price>-?[0-9][0-9,.]*))?");

  /** Enough for a derivative's symbol, date, strike and right, but not for a sentence. */
  private static final int MAX_WORDS = 8;

  private static final Pattern SIDE =
      Pattern.compile("\\b(?:BUY|SELL|SSHORT)\\b", Pattern.CASE_INSENSITIVE);

  private NamedOrder() {}

  static boolean isAbout(String order, OrderTicket ticket) {
    Matcher named = FORM.matcher(order);
    return named.matches()
        && isOneContract(named.group("contract"))
        && named.group("side").equalsIgnoreCase(ticket.side().wire())
        && (ticket.quantity() == null || isSame(named.group("size"), ticket.quantity()))
        && (named.group("price") == null
            || !ticket.orderType().equals(OrderType.LMT)
            || isSame(named.group("price"), ticket.price()));
  }

  private static boolean isOneContract(String name) {
    return !SIDE.matcher(name).find() && name.strip().split(" ").length <= MAX_WORDS;
  }

  private static boolean isSame(String number, @Nullable BigDecimal expected) {
    return expected != null
        && number.matches("-?[0-9,]+(\\.[0-9]+)?")
        && new BigDecimal(number.replace(",", "")).compareTo(expected) == 0;
  }
}
