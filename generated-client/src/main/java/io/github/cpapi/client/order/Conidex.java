package io.github.cpapi.client.order;

import io.github.cpapi.generated.model.OrderTicket;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the contract of a ticket: conid, conid@EXCHANGE, or the legs of a combo. */
final class Conidex {

  private static final Pattern ROUTED = Pattern.compile("([0-9]{1,10})@[^;]*");
  private static final Pattern LEG = Pattern.compile("[0-9]+/-?([0-9]+)");

  private Conidex() {}

  /** The contract id; null for a combo. */
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

  /** The contracts in the largest leg of one combo; 1 for a single contract. */
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
