package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.outcome.OrderOutcome;

/**
 * An unfinished entry of the journal and its outcome.
 *
 * @param name the name of the entry in the journal, for {@link OrderDesk#resolveByHand}
 * @param entry what was about to be sent
 * @param outcome what became of it, as far as it is known
 */
public record RecoveredOrder(String name, JournalEntry entry, OrderOutcome outcome) {}
