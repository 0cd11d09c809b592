package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.transport.Gateway;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches for the orders of the journal's open entries, all in one search. Sends nothing. The
 * caller holds the account's lock.
 */
final class OrderRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);

  private final Gateway gateway;
  private final String account;
  private final OrderSettings settings;
  private final DeskJournal journal;

  OrderRecovery(Gateway gateway, String account, OrderSettings settings, DeskJournal journal) {
    this.gateway = gateway;
    this.account = account;
    this.settings = settings;
    this.journal = journal;
  }

  /** Finds the outcome of each open entry, and writes it. */
  List<RecoveredOrder> recover() {
    Interrupts interrupts = new Interrupts();
    try {
      return gateway.apart(() -> outcomes(journal.open(), interrupts)).stream()
          .map(this::written)
          .toList();
    } finally {
      interrupts.restore();
    }
  }

  private RecoveredOrder written(RecoveredOrder recovered) {
    LOG.info("Order {}: recovered: {}", recovered.name(), recovered.outcome().summary());
    OrderOutcome outcome =
        journal.conclude(recovered.name(), recovered.entry(), recovered.outcome());
    return new RecoveredOrder(recovered.name(), recovered.entry(), outcome);
  }

  private List<RecoveredOrder> outcomes(List<OpenEntry> entries, Interrupts interrupts) {
    OrderLookup lookup = new OrderLookup(gateway, account, settings, interrupts);
    OutcomeResolver resolver = new OutcomeResolver(gateway, account, lookup, interrupts);
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
