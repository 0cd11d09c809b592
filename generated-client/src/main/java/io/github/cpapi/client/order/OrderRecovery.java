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

/**
 * Finds out what became of the open entries of a journal, by looking only. The tickets of all
 * entries are looked for together, in one search.
 */
final class OrderRecovery {

  private final OrderLookup lookup;
  private final OutcomeResolver resolver;

  OrderRecovery(OrderLookup lookup, OutcomeResolver resolver) {
    this.lookup = lookup;
    this.resolver = resolver;
  }

  List<RecoveredOrder> recover(List<OpenEntry> entries) {
    List<LegResult> sought = new ArrayList<>();
    List<Instant> sentAt = new ArrayList<>();
    for (OpenEntry open : entries) {
      if (open.entry() instanceof JournalEntry.Place place) {
        for (OrderTicket ticket : place.tickets()) {
          sought.add(OutcomeResolver.unseen(ticket, onlyOrderId(open)));
          // Somebody may still answer the prompt, and the order go live.
          sentAt.add(open.prompt() == null ? place.at() : Instant.MAX);
        }
      }
    }
    List<LegResult> found = lookup.look(sought, sentAt, OutcomeResolver::isResolved);
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
    lookup.lookFor(entry.clientOrderIds());
    return new OrderOutcome.Unknown(
        "an entry of the journal was cut off: look for " + entry.clientOrderIds(),
        List.of(),
        List.of(),
        new AuditTrail(List.of(), List.of(), lookup.evidence()));
  }
}
