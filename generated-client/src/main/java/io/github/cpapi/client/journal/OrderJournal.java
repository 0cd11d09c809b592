package io.github.cpapi.client.journal;

import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.wire.Given;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Remembers what is about to be sent and what became of it, so that a crash in between leaves a
 * trace: an order whose fate has to be found out. Implementations are thread-safe.
 *
 * <p>Every method fails with {@link JournalException}. Where {@link #append} or {@link
 * #answeringPrompt} fails, nothing is sent.
 */
public interface OrderJournal extends AutoCloseable {

  /**
   * Keeps an intent. It must survive the end of the process and of the machine when this returns:
   * the order is sent next.
   *
   * @param entry what is about to be sent
   * @return the name of this entry, which no other has
   */
  String append(JournalEntry entry);

  /**
   * Keeps what became of it. After {@code Unknown}, {@code Stranded} and {@code Prompted} the entry
   * stays {@link #open}. An entry may be concluded again; the last conclusion counts.
   *
   * @param name the name of the entry
   * @param at when
   */
  void conclude(String name, Instant at, OrderOutcome outcome);

  /**
   * Keeps that nothing of an entry was sent, which closes it.
   *
   * @param name the name of the entry
   * @param at when
   * @param why what kept it from being sent
   */
  void notSent(String name, Instant at, String why);

  /**
   * Keeps that the prompt of an entry is about to be answered. It must survive as an intent does:
   * from now on the prompt counts as answered, and the order as Unknown.
   *
   * @param name the name of the entry
   * @param at when
   * @param option the option that is chosen
   */
  void answeringPrompt(String name, Instant at, String promptRequestId, String option);

  /**
   * Closes an entry on a person's word.
   *
   * @param name the name of the entry
   * @param at when
   * @param note what the person found out
   */
  void resolveByHand(String name, Instant at, String note);

  /**
   * Returns the entries whose outcome is not known, of all accounts and gateways.
   *
   * @return oldest first
   */
  List<OpenEntry> open();

  /** Lets go of what it holds. Every later call fails. */
  @Override
  void close();

  /**
   * Keeps the journal in a file of JSON lines that is only ever appended to. While it is in use
   * other processes are kept out by a lock on it and on a file beside it, whose name ends in {@code
   * .lock}; what counts is the file, whatever links lead to it. A file with a second name, a hard
   * link, is refused. The journals of one file in a process share it, and the last one that is
   * closed lets go of it.
   *
   * <p>An intent is one line, forced to disk before {@link #append} returns:
   *
   * <pre>{@code
   * {"intent":"7","clientOrderIds":["mine"],"v":2,"at":"2026-11-20T12:00:00Z","account":"DU1234567","gateway":"localhost:5000","tickets":[{...}]}
   * }</pre>
   *
   * <p>and so is what became of it:
   *
   * <pre>{@code
   * {"concludes":"7","v":2,"line":7,"at":"2026-11-20T12:00:01Z","outcome":"Accepted","legs":[{"clientOrderId":"mine","orderId":"1000000013","state":"Submitted"}]}
   * }</pre>
   *
   * <p>The name of an intent is the number of its line. A modification has {@code modifies} with
   * the broker's id as well, the outcome {@code Prompted} has the {@code prompt}, and a line with
   * {@code answers} says that it is about to be answered. A line that is cut off counts as an
   * intent, unless it begins as something else. {@code v} is the version of the form: earlier ones
   * are read, a later one is refused.
   *
   * <p>A file that is deleted, replaced, cut or written by somebody else while it is in use, whose
   * lock is lost, or to which a link does not lead any more, is noticed before the next order is
   * sent, which is then refused. A file that was only written by somebody else, or whose lock was
   * lost, is read again by the next call; one that was deleted, replaced or cut stays refused until
   * all journals of it in this process are closed. An interrupt disturbs no call. The account
   * stands in the file in full, because an order can be found under no other name, so it is
   * readable for its owner only; user names and cookies never do.
   *
   * @param file the file; it is made, and its folder, with the first order
   */
  static OrderJournal file(Path file) {
    Given.value("file", file);
    return new FileJournal(file);
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
