package io.github.cpapi.client.order;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.generated.model.OrderPrompt;
import java.util.Map;
import java.util.Optional;

/** The last orders that a desk has placed, and their late prompts. Thread-safe. */
final class AcceptedOrders {

  /** The entries of the journal, by the broker's id of an order; guarded by this. */
  private final Map<String, Entry> entries = new LastEntries<>();

  /** Prompts that can be answered, by their id; guarded by this. */
  private final Map<String, OrderPrompt> prompts = new LastEntries<>();

  /** An entry of the journal, and its outcome. */
  record Entry(String name, JournalEntry entry, OrderOutcome.Accepted outcome) {}

  synchronized void add(String name, JournalEntry entry, OrderOutcome outcome) {
    if (outcome instanceof OrderOutcome.Accepted accepted) {
      for (LegResult.Placed order : accepted.orders()) {
        entries.put(order.orderId(), new Entry(name, entry, accepted));
      }
    }
  }

  synchronized Optional<Entry> entryOf(OrderPrompt prompt) {
    return Optional.ofNullable(entries.get(String.valueOf(prompt.orderId())));
  }

  synchronized void leaveOpen(OrderPrompt prompt) {
    prompts.put(prompt.requestId(), prompt);
  }

  /** A prompt that can be answered, unless its order is no longer remembered. */
  synchronized Optional<OrderPrompt> openPrompt(String requestId) {
    return Optional.ofNullable(prompts.get(requestId))
        .filter(prompt -> entryOf(prompt).isPresent());
  }

  synchronized void answering(OrderPrompt prompt) {
    prompts.remove(prompt.requestId());
  }
}
