package io.github.cpapi.client.order;

import io.github.cpapi.client.transport.Redactor;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.Objects;
import java.util.stream.Collectors;

/** An outcome in a line, for logs and people. */
final class Summary {

  private Summary() {}

  static String of(OrderOutcome outcome) {
    String head =
        outcome.fold(
            accepted -> accepted.complete() ? "Accepted" : "Accepted, but not all legs",
            declined -> "Declined: " + declined.why(),
            refused -> "Refused (" + refused.kind() + "): " + refused.reason(),
            prompted -> "Prompted: the broker offers " + prompted.prompt().options(),
            stranded -> "Stranded: " + stranded.why(),
            absent -> "Absent: " + absent.why(),
            unknown -> "Unknown, do not send it again: " + unknown.why());
    String legs = outcome.legs().stream().map(Summary::of).collect(Collectors.joining("; "));
    return Redactor.redact(legs.isEmpty() ? head : head + " [" + legs + "]");
  }

  private static String of(Leg leg) {
    String state =
        leg.fold(
            placed -> "order " + placed.orderId() + " " + placed.orderStatus(),
            failed -> "failed, " + failed.kind(),
            hanging -> "hangs on a question",
            unsettled -> "not known");
    String name = leg.clientOrderId() == null ? "" : " " + leg.clientOrderId();
    return terms(leg.ticket()) + name + ": " + state;
  }

  private static String terms(OrderTicket ticket) {
    Object contract = Objects.requireNonNullElse(ticket.conidex(), ticket.conid());
    String size = ticket.quantity() == null ? "" : " " + ticket.quantity().toPlainString();
    String price = ticket.price() == null ? "" : " " + ticket.price().toPlainString();
    return ticket.side() + size + " of " + contract + " " + ticket.orderType() + price;
  }
}
