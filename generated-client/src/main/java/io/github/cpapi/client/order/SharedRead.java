package io.github.cpapi.client.order;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A read that the gateway allows once in five seconds and whose answer serves all accounts. One of
 * those who want it makes the call, when the call before has ended; all who came until then take
 * its answer. Thread-safe.
 *
 * @param <T> what is read
 */
final class SharedRead<T> {

  private final ReentrantLock turn = new ReentrantLock(true);

  /** Those who wait for the next call; guarded by this. */
  private Round<T> next = new Round<>();

  private static final class Round<T> {
    /** Guarded by the shared read until the round is closed. */
    final Set<String> accounts = new HashSet<>();

    /** Guarded by the turn. */
    @Nullable T answer;
  }

  /**
   * Reads, or takes what somebody else reads from now on.
   *
   * @param account who reads
   * @param atMost how long to wait for the call before
   * @param call makes the call for these accounts; its exception goes to this caller alone
   * @return the answer and who else it is for; nothing if it was not this caller's turn in time
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Optional<Shared<T>> read(String account, Duration atMost, Function<Set<String>, T> call)
      throws InterruptedException {
    Round<T> round = join(account);
    if (!turn.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    try {
      T answer = round.answer;
      if (answer == null) {
        close(round);
        answer = call.apply(round.accounts);
        round.answer = answer;
      }
      return Optional.of(new Shared<>(answer, round.accounts.size() > 1));
    } finally {
      turn.unlock();
    }
  }

  /** How many wait for the call that is under way. */
  int waiting() {
    return turn.getQueueLength();
  }

  private synchronized Round<T> join(String account) {
    next.accounts.add(account);
    return next;
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
   * @param forSeveral whether it was read for more than one account
   * @param <T> its type
   */
  record Shared<T>(T answer, boolean forSeveral) {}
}
