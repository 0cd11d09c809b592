package io.github.cpapi.client.order;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Remembers what is about to be sent and what became of it, so that a crash in between leaves a
 * trace: an order whose fate has to be found out. Implementations are thread-safe.
 *
 * <p>Every method fails with {@link JournalException}. Where {@link #intend} fails, nothing is
 * sent.
 */
public interface OrderJournal extends AutoCloseable {

  /**
   * Keeps an intent. It must survive the end of the process and of the machine when this returns:
   * the order is sent next.
   *
   * @param intent what is about to be sent
   * @return the name of this entry
   */
  String intend(Intent intent);

  /**
   * Keeps what became of it. After {@code Stranded} and {@code Unknown} the intent stays {@link
   * #unfinished}.
   *
   * @param name the name of the entry
   * @param at when
   * @param outcome the outcome
   */
  void conclude(String name, Instant at, OrderOutcome outcome);

  /**
   * Closes an entry on a person's word.
   *
   * @param name the name of the entry
   * @param at when
   * @param note what the person found out
   */
  void writeOff(String name, Instant at, String note);

  /**
   * Returns the intents whose fate is not known.
   *
   * @return by name, oldest first
   */
  Map<String, Intent> unfinished();

  /** Lets go of what it holds. The next call takes it again. */
  @Override
  void close();

  /**
   * Keeps the journal in a file of JSON lines that is only ever appended to, and while it is in use
   * other processes are kept out by a lock on a file beside it, whose name ends in {@code .lock}.
   * All desks of a process share the journal of a file.
   *
   * <p>An intent is one line, forced to disk before {@link #intend} returns:
   *
   * <pre>{@code
   * {"intent":"7","clientOrderIds":["mine"],"at":"2026-11-20T12:00:00Z","account":"DU1234567","tickets":[{...}]}
   * }</pre>
   *
   * and so is what became of it:
   *
   * <pre>{@code
   * {"concludes":"7","at":"2026-11-20T12:00:01Z","outcome":"Accepted","legs":[{"clientOrderId":"mine","orderId":"1000000013","state":"Submitted"}]}
   * }</pre>
   *
   * <p>The name of an intent is the number of its line. A modification has {@code modifies} with
   * the broker's id as well. An intent is unfinished until a line concludes it as something else
   * than Stranded or Unknown. A line that is cut off counts as an unfinished intent, unless it
   * begins as a conclusion. The account stands in it in full, because an order can be found under
   * no other name, so the file is readable for its owner only; user names, cookies and texts of
   * questions never do.
   *
   * @param file the file; it is made, and its folder, with the first order
   * @return the journal
   */
  static OrderJournal file(Path file) {
    return FileJournal.at(file);
  }

  /**
   * Forgets with the process. Nobody finds out what became of an order after a crash: for tests and
   * mocks.
   *
   * @return a new journal
   */
  static OrderJournal inMemory() {
    return new MemoryJournal();
  }
}
