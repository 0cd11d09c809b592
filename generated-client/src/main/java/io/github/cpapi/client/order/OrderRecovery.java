package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.outcome.LegResult;
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
    List<List<LegSearch>> searches = entries.stream().map(OrderRecovery::searches).toList();
    lookup.search(searches.stream().flatMap(List::stream).toList(), OutcomeResolver::isResolved);
    List<RecoveredOrder> recovered = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      OpenEntry open = entries.get(i);
      List<LegResult> found = searches.get(i).stream().map(LegSearch::leg).toList();
      recovered.add(
          new RecoveredOrder(open.name(), open.entry(), resolver.resolveLost(open, found)));
    }
    return recovered;
  }

  /** The searches for the orders of a submission; other entries have none. */
  private static List<LegSearch> searches(OpenEntry open) {
    return open.entry()
        .accept(
            new JournalEntry.Visitor<>() {
              @Override
              public List<LegSearch> place(JournalEntry.Place place) {
                // The order may go live later if its prompt is answered, so absence proves nothing.
                boolean provable = open.prompt() == null;
                return place.tickets().stream()
                    .map(ticket -> OutcomeResolver.withoutReply(ticket, onlyOrderId(open)))
                    .map(leg -> new LegSearch(leg, provable ? place.at() : null))
                    .toList();
              }

              @Override
              public List<LegSearch> modify(JournalEntry.Modify modify) {
                return List.of();
              }

              @Override
              public List<LegSearch> truncated(JournalEntry.Truncated truncated) {
                return List.of();
              }
            });
  }

  private static @Nullable String onlyOrderId(OpenEntry open) {
    return open.entry().tickets().size() == 1 && open.orderIds().size() == 1
        ? open.orderIds().get(0)
        : null;
  }
}
