package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.outcome.AuditTrail;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.generated.model.OrderTicket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches for the orders of the journal's open entries, all in one search. Sends nothing. */
final class OrderRecovery {

  private final OrderLookup lookup;
  private final OutcomeResolver resolver;

  OrderRecovery(OrderLookup lookup, OutcomeResolver resolver) {
    this.lookup = lookup;
    this.resolver = resolver;
  }

  List<RecoveredOrder> recover(List<OpenEntry> entries) {
    List<LegResult> wanted = new ArrayList<>();
    List<Instant> sentAt = new ArrayList<>();
    for (OpenEntry open : entries) {
      if (open.entry() instanceof JournalEntry.Place place) {
        for (OrderTicket ticket : place.tickets()) {
          wanted.add(OutcomeResolver.unseen(ticket, onlyOrderId(open)));
          // The order may go live later if its prompt is answered.
          sentAt.add(open.prompt() == null ? place.at() : Instant.MAX);
        }
      }
    }
    List<LegResult> found = lookup.look(wanted, sentAt, OutcomeResolver::isResolved);
    List<RecoveredOrder> recovered = new ArrayList<>();
    int next = 0;
    for (OpenEntry open : entries) {
      List<LegResult> legs = List.of();
      if (open.entry() instanceof JournalEntry.Place place) {
        legs = found.subList(next, next += place.tickets().size());
      }
      recovered.add(new RecoveredOrder(open.name(), open.entry(), outcome(open, legs)));
    }
    return recovered;
  }

  private OrderOutcome outcome(OpenEntry open, List<LegResult> legs) {
    return open.entry() instanceof JournalEntry.Truncated cutOff
        ? cutOff(cutOff)
        : resolver.resolveLost(open, legs);
  }

  private static @Nullable String onlyOrderId(OpenEntry open) {
    return open.entry().tickets().size() == 1 && open.orderIds().size() == 1
        ? open.orderIds().get(0)
        : null;
  }

  private OrderOutcome cutOff(JournalEntry.Truncated entry) {
    lookup.noteOrdersNamed(entry.clientOrderIds());
    return new OrderOutcome.Unknown(
        "an entry of the journal was cut off: look for " + entry.clientOrderIds(),
        List.of(),
        List.of(),
        new AuditTrail(List.of(), List.of(), lookup.evidence()));
  }
}
