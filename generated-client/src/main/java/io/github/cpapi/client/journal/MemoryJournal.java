package io.github.cpapi.client.journal;

import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.generated.model.OrderPrompt;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

final class MemoryJournal implements OrderJournal {

  private final OpenEntries entries = new OpenEntries();
  private int count;
  private boolean closed;

  @Override
  public synchronized String append(JournalEntry entry) {
    return entries().add(String.valueOf(++count), entry);
  }

  @Override
  public synchronized void conclude(String name, Instant at, OrderOutcome outcome) {
    List<String> orderIds =
        outcome.legs().stream().map(LegResult::orderId).filter(Objects::nonNull).toList();
    OrderPrompt prompt =
        outcome instanceof OrderOutcome.Prompted prompted ? prompted.prompt() : null;
    entries().conclude(name, JournalFormat.word(outcome), orderIds, prompt);
  }

  @Override
  public synchronized void notSent(String name, Instant at, String why) {
    entries().conclude(name, JournalFormat.NOT_SENT, List.of(), null);
  }

  @Override
  public synchronized void answeringPrompt(
      String name, Instant at, String promptRequestId, String option) {
    entries().answering(name);
  }

  @Override
  public synchronized void resolveByHand(String name, Instant at, String note) {
    entries().conclude(name, JournalFormat.RESOLVED_BY_HAND, List.of(), null);
  }

  @Override
  public synchronized List<OpenEntry> open() {
    return entries().list();
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private OpenEntries entries() {
    if (closed) {
      throw new JournalException("journal: the journal in memory is closed", null);
    }
    return entries;
  }
}
