package io.github.cpapi.conformance.desk;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.OpenEntry;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.outcome.OrderOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A journal in a file, and a copy of that file from directly before the order was sent. The copy is
 * what a process leaves on the disk if it ends at any time before it writes the outcome.
 */
final class DiskOfACrash implements OrderJournal {

  private final Path file;
  private final Path copy;
  private final OrderJournal journal;

  DiskOfACrash(Path folder) {
    this.file = folder.resolve("orders.jsonl");
    this.copy = folder.resolve("after-the-crash.jsonl");
    this.journal = OrderJournal.file(file);
  }

  /** The journal that the next process opens. */
  OrderJournal ofTheNextProcess() {
    return OrderJournal.file(copy);
  }

  @Override
  public String append(JournalEntry entry) {
    String name = journal.append(entry);
    try {
      Files.copy(file, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return name;
  }

  @Override
  public void conclude(String name, Instant at, OrderOutcome outcome) {
    journal.conclude(name, at, outcome);
  }

  @Override
  public void notSent(String name, Instant at, String why) {
    journal.notSent(name, at, why);
  }

  @Override
  public void resolveByHand(String name, Instant at, String note) {
    journal.resolveByHand(name, at, note);
  }

  @Override
  public void answeringPrompt(String name, Instant at, String promptRequestId, String option) {
    journal.answeringPrompt(name, at, promptRequestId, option);
  }

  @Override
  public List<OpenEntry> open() {
    return journal.open();
  }

  @Override
  public void close() {
    journal.close();
  }
}
