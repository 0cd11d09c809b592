package io.github.cpapi.client.journal;

import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.wire.Given;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Records orders before they are sent, and their outcomes. After a crash the entries without an
 * outcome are the orders to search for. Implementations are thread-safe.
 *
 * <p>Every method may throw {@link JournalException}. If {@link #append} or {@link
 * #answeringPrompt} throws, nothing is sent.
 */
public interface OrderJournal extends AutoCloseable {

  /**
   * Records an order that is sent next. When this returns, the entry must survive the end of the
   * process and a power failure.
   *
   * @param entry what is about to be sent
   * @return the unique name of the entry
   */
  String append(JournalEntry entry);

  /**
   * Records the outcome of an entry. After {@code Unknown}, {@code Stranded} and {@code Prompted}
   * the entry stays {@link #open}. An entry may be concluded again; the last outcome counts.
   *
   * @param name the name of the entry
   * @param at when
   */
  void conclude(String name, Instant at, OrderOutcome outcome);

  /**
   * Records that nothing was sent, which closes the entry.
   *
   * @param name the name of the entry
   * @param at when
   * @param why the reason
   */
  void notSent(String name, Instant at, String why);

  /**
   * Records that the prompt of an entry is answered next. It must survive as {@link #append} says.
   * From now on the prompt counts as answered, and the order as Unknown.
   *
   * @param name the name of the entry
   * @param at when
   * @param option the option that is chosen
   */
  void answeringPrompt(String name, Instant at, String promptRequestId, String option);

  /**
   * Closes an entry after a person has looked at the account.
   *
   * @param name the name of the entry
   * @param at when
   * @param note what the person found
   */
  void resolveByHand(String name, Instant at, String note);

  /**
   * Returns the entries whose outcome is not known, of all accounts and gateways.
   *
   * @return oldest first
   */
  List<OpenEntry> open();

  /** Releases files and locks. Every later call throws. */
  @Override
  void close();

  /**
   * Returns a journal in a file of JSON lines, which is only appended to. Locks on the file and on
   * a second file, whose name ends in {@code .lock}, keep other processes out. Symbolic links are
   * followed; a file with a hard link is refused. Several journals of one file in a process share
   * it, and closing the last one releases it.
   *
   * <p>An order is one line, forced to disk before {@link #append} returns:
   *
   * <pre>{@code
   * {"intent":"7","clientOrderIds":["mine"],"v":2,"at":"2026-11-20T12:00:00Z","account":"DU1234567","gateway":"localhost:5000","tickets":[{...}]}
   * }</pre>
   *
   * <p>Its outcome is another line:
   *
   * <pre>{@code
   * {"concludes":"7","v":2,"line":7,"at":"2026-11-20T12:00:01Z","outcome":"Accepted","legs":[{"clientOrderId":"mine","orderId":"1000000013","state":"Submitted"}]}
   * }</pre>
   *
   * <p>The name of an entry is its line number. A modification also has {@code modifies} with the
   * broker's id, the outcome {@code Prompted} has the {@code prompt}, and a line with {@code
   * answers} records that the prompt is answered next. A truncated line counts as an order, unless
   * its beginning shows that it is another kind of line. {@code v} is the version of the format:
   * earlier versions are read, later ones are refused.
   *
   * <p>The next order is refused if the file was deleted, replaced, truncated or written by another
   * program, if its lock is lost, or if a link leads elsewhere. After a write by another program or
   * a lost lock, the next call reads the file again. After a deletion, replacement or truncation,
   * the file stays refused until all its journals in this process are closed. Interrupts do not
   * disturb any call. The file holds the full account id, which is needed to find an order, so only
   * its owner may read it; it holds no user names or cookies.
   *
   * @param file the file; created, with its folder, when the first order is sent
   */
  static OrderJournal file(Path file) {
    Given.value("file", file);
    return new FileJournal(file);
  }

  /** Returns a new journal in memory, for tests and mocks. It does not survive a crash. */
  static OrderJournal inMemory() {
    return new MemoryJournal();
  }
}
