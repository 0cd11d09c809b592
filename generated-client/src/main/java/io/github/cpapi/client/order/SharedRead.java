package io.github.cpapi.client.order;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A read that the gateway allows once in five seconds and whose answer serves all accounts. One of
 * those who want it makes the call, and waits for its turn; all who come until it is sent take its
 * answer. Thread-safe.
 *
 * @param <T> what is read
 */
final class SharedRead<T> {

  private final ReentrantLock turn = new ReentrantLock(true);

  /** Those who wait for the next call; guarded by this. */
  private Round<T> next = new Round<>();

  /** How often each account looks at the moment; guarded by this. */
  private final Map<String, Integer> looking = new HashMap<>();

  private static final class Round<T> {
    /** Guarded by the turn. */
    @Nullable Shared<T> answer;
  }

  /**
   * Makes the call.
   *
   * @param <T> what is read
   */
  interface Reader<T> {
    /**
     * Makes the call.
     *
     * @param forSeveral whether it is for more than one account
     * @param whenSent has to be run when the call is about to be sent
     * @return the answer
     */
    T read(boolean forSeveral, Runnable whenSent);
  }

  /** An account begins to look, and will read. */
  synchronized void begin(String account) {
    looking.merge(account, 1, Integer::sum);
  }

  /** An account has ended its look. */
  synchronized void end(String account) {
    looking.computeIfPresent(account, (same, times) -> times == 1 ? null : times - 1);
  }

  /**
   * Reads, or takes what somebody else reads from now on, unless that is for another account alone.
   *
   * @param account who reads
   * @param atMost how long to wait for the call before
   * @param reader makes the call; its exception goes to this caller alone
   * @return the answer; nothing if it was not this caller's turn in time
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Optional<Shared<T>> read(String account, Duration atMost, Reader<T> reader)
      throws InterruptedException {
    Round<T> joined = join();
    if (!turn.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    try {
      if (joined.answer != null && joined.answer.isFor(account)) {
        return Optional.of(joined.answer);
      }
      Round<T> own = joined.answer == null ? joined : join();
      boolean forSeveral = severalLook();
      T answer = reader.read(forSeveral, () -> close(own));
      own.answer = new Shared<>(answer, forSeveral ? null : account);
      return Optional.of(own.answer);
    } finally {
      turn.unlock();
    }
  }

  /** How many wait for the call that is under way. */
  int waiting() {
    return turn.getQueueLength();
  }

  private synchronized Round<T> join() {
    return next;
  }

  private synchronized boolean severalLook() {
    return looking.size() > 1;
  }

  /** Whoever comes now waits for the call after this one. */
  private synchronized void close(Round<T> round) {
    if (next == round) {
      next = new Round<>();
    }
  }

  /**
   * An answer.
   *
   * @param answer what was read
   * @param onlyFor the account that it is about; null if it is for all
   * @param <T> its type
   */
  record Shared<T>(T answer, @Nullable String onlyFor) {
    boolean isFor(String account) {
      return onlyFor == null || onlyFor.equals(account);
    }

    boolean isForSeveral() {
      return onlyFor == null;
    }
  }
}
