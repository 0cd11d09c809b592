package io.github.cpapi.client.journal;

import io.github.cpapi.client.outcome.OrderOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handle on a journal file; {@link OrderJournal#file} describes the format. */
final class FileJournal implements OrderJournal {

  private final Path path;
  private @Nullable JournalFile file;
  private boolean closed;

  FileJournal(Path path) {
    this.path = path;
  }

  @Override
  public String append(JournalEntry entry) {
    return checkedFile().append(entry);
  }

  @Override
  public void conclude(String name, Instant at, OrderOutcome outcome) {
    file().conclude(name, at, outcome);
  }

  @Override
  public void notSent(String name, Instant at, String why) {
    file().notSent(name, at, why);
  }

  @Override
  public void answeringPrompt(String name, Instant at, String promptRequestId, String option) {
    checkedFile().answeringPrompt(name, at, promptRequestId, option);
  }

  @Override
  public void resolveByHand(String name, Instant at, String note) {
    file().resolveByHand(name, at, note);
  }

  @Override
  public List<OpenEntry> open() {
    return checkedFile().open();
  }

  @Override
  public synchronized void close() {
    JournalFile held = file;
    file = null;
    closed = true;
    if (held != null) {
      held.release();
    }
  }

  /** A new order must go to the file that the path leads to, or it would not be found later. */
  private JournalFile checkedFile() {
    JournalFile checked = file();
    checked.checkPath(path);
    return checked;
  }

  private synchronized JournalFile file() {
    if (closed) {
      throw new JournalException("journal: " + path + " is closed", null);
    }
    if (file == null) {
      file = JournalFile.acquire(path);
    }
    return file;
  }
}
