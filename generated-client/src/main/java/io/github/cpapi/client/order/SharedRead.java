package io.github.cpapi.client.order;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Shares a rate-limited reading between accounts. The first caller makes the call; all callers that
 * arrive before it is sent receive its answer. Thread-safe.
 *
 * @param <T> what is read
 */
final class SharedRead<T> {

  private final ReentrantLock calling = new ReentrantLock(true);

  /** The next call; guarded by this. */
  private Round<T> next = new Round<>();

  /** How many searches each account has under way; guarded by this. */
  private final Map<String, Integer> looking = new HashMap<>();

  private static final class Round<T> {
    /** Guarded by {@code calling}. */
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
     * @param forSeveral whether the answer is for more than one account
     * @param whenSent must be run when the call is about to be sent
     * @return the answer
     */
    T read(boolean forSeveral, Runnable whenSent);
  }

  /** An account begins a search. */
  synchronized void begin(String account) {
    looking.merge(account, 1, Integer::sum);
  }

  /** An account ends a search. */
  synchronized void end(String account) {
    looking.computeIfPresent(account, (same, times) -> times == 1 ? null : times - 1);
  }

  /**
   * Makes the call, or returns the answer of a call that starts after this method is entered and
   * covers the account.
   *
   * @param account the account that reads
   * @param atMost how long to wait for the call before
   * @param reader makes the call; its exception goes to this caller only
   * @return the answer; empty if the call before took longer than {@code atMost}
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Optional<Shared<T>> read(String account, Duration atMost, Reader<T> reader)
      throws InterruptedException {
    Round<T> joined = join();
    if (!calling.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    try {
      if (joined.answer != null && joined.answer.isFor(account)) {
        return Optional.of(joined.answer);
      }
      Round<T> own = joined.answer == null ? joined : join();
      boolean forSeveral = severalLook();
      T answer = reader.read(forSeveral, () -> close(own));
      // An interceptor of the caller may answer a call that is never sent.
      close(own);
      own.answer = new Shared<>(answer, forSeveral ? null : account);
      return Optional.of(own.answer);
    } finally {
      calling.unlock();
    }
  }

  /** How many callers wait for the current call. */
  int waiting() {
    return calling.getQueueLength();
  }

  private synchronized Round<T> join() {
    return next;
  }

  private synchronized boolean severalLook() {
    return looking.size() > 1;
  }

  /** Later callers wait for the next call. */
  private synchronized void close(Round<T> round) {
    if (next == round) {
      next = new Round<>();
    }
  }

  /**
   * An answer.
   *
   * @param answer what was read
   * @param onlyFor the account that it covers; null for all
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
