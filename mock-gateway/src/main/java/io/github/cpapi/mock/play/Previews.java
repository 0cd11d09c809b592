package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells what an order would cost. Nothing is placed. */
final class Previews {

  private static final String RECORDED_FIGURES =
      "amount, total and currency are this order's; commission, equity, margin, position and warning"
          + " are as recorded, whatever the order";

  /** That of the recording, which the total contains. */
  private static final BigDecimal COMMISSION = BigDecimal.ONE;

  private final Player player;
  private final TicketReader tickets;
  private final Brokerage brokerage;

  Previews(Player player, TicketReader tickets, Brokerage brokerage) {
    this.player = player;
    this.tickets = tickets;
    this.brokerage = brokerage;
  }

  Answer preview(Call call) {
    String account = call.pathVariable("accountId");
    if (!brokerage.knows(account)) {
      return Answer.notPlayedYet("a preview for an account that the mock was not started with");
    }
    JsonNode orders = Json.read(call.body()).map(body -> body.path("orders")).orElse(null);
    if (orders == null || orders.size() != 1 || !orders.path(0).isObject()) {
      return Answer.notPlayedYet("a preview of anything but one ticket in the member orders");
    }
    JsonNode quantity = orders.get(0).path("quantity");
    if (quantity.isNumber() && quantity.decimalValue().signum() == 0) {
      return player
          .play(Recorded.PREVIEW_OF_NOTHING, Variables.of(account))
          .withReason("a size of 0 is refused (Q14)");
    }
    TicketReading reading = tickets.read(orders.get(0), account);
    if (reading instanceof TicketReading.NotPlayedYet unplayed) {
      return Answer.notPlayedYet(unplayed.what());
    }
    if (reading instanceof TicketReading.Refused refused) {
      return refused.answer() == Recorded.UNKNOWN_CONTRACT
          ? player
              .play(Recorded.PREVIEW_OF_UNKNOWN_CONTRACT, Variables.of(account))
              .withReason(refused.why())
          : Answer.notPlayedYet("how a preview refuses this is not known: " + refused.why());
    }
    TicketReading.Accepted accepted = (TicketReading.Accepted) reading;
    List<Remark> remarks = new ArrayList<>(accepted.remarks());
    remarks.add(Remark.of(RECORDED_FIGURES));
    return player
        .play(Recorded.PREVIEW, variables(account, accepted.ticket()))
        .withRemarks(remarks);
  }

  private static Variables variables(String account, Ticket ticket) {
    BigDecimal price =
        ticket.pricing() instanceof Pricing.Limit limit
            ? limit.price()
            : ticket.contract().referencePrice();
    BigDecimal amount = price.multiply(ticket.quantity());
    return OrderVariables.of(account, ticket)
        .with("amount", money(amount))
        .with("total", money(amount.add(COMMISSION)));
  }

  /** With separators and at least two decimals, as in 1,977.60. A format is not thread-safe. */
  private static String money(BigDecimal amount) {
    DecimalFormat format =
        new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMaximumFractionDigits(Math.max(2, amount.scale()));
    return format.format(amount);
  }
}
