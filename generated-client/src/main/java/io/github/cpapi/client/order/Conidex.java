package io.github.cpapi.client.order;

import io.github.cpapi.generated.model.OrderTicket;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a ticket says about its contract: conid, conid@EXCHANGE, or the legs of a combo. */
final class Conidex {

  private static final Pattern ROUTED = Pattern.compile("([0-9]{1,10})@[^;]*");
  private static final Pattern LEG = Pattern.compile("[0-9]+/-?([0-9]+)");

  private Conidex() {}

  /** The one contract; nothing for a combo, which has several. */
  static @Nullable Integer conid(OrderTicket ticket) {
    if (ticket.conid() != null || ticket.conidex() == null) {
      return ticket.conid();
    }
    Matcher routed = ROUTED.matcher(ticket.conidex());
    if (!routed.matches()) {
      return null;
    }
    long conid = Long.parseLong(routed.group(1));
    return conid > Integer.MAX_VALUE ? null : Integer.valueOf((int) conid);
  }

  /** How many contracts the largest leg has for one of the ticket. */
  static BigDecimal largestRatio(OrderTicket ticket) {
    if (ticket.conidex() == null || conid(ticket) != null) {
      return BigDecimal.ONE;
    }
    return LEG.matcher(ticket.conidex())
        .results()
        .map(leg -> new BigDecimal(leg.group(1)))
        .reduce(BigDecimal.ONE, BigDecimal::max);
  }
}
