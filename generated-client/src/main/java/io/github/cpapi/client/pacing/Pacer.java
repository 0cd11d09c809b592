package io.github.cpapi.client.pacing;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.github.cpapi.client.pacing.Limits.Line;
import io.github.cpapi.client.pacing.Limits.Rule;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Lets the calls to one gateway go as fast as its limits allow, and none while the gateway has
 * locked us out.
 *
 * <p>IBKR counts the requests of a gateway, whoever sends them. So all clients of a gateway in one
 * process share a pacer (see {@link #shared}); other processes are not noticed: give each its part
 * with {@link Limits#all}. The tickle that the gateway sends on its own every 30 seconds is not
 * counted either.
 *
 * <p>When calls wait for the limit of all operations, answers to questions and cancels go first,
 * then looks at orders whose fate is not known, then new orders and changes, then all others; among
 * equals, who came first. So however many accounts place orders, the question about one that was
 * sent is answered. A call that waits for the limit of its own operation is in nobody's way.
 *
 * <p>An answer with status 429 locks us out: until the time that its {@code Retry-After} names or,
 * where it names none, for the time that was set, every call fails at once with {@link
 * PacingException.LockedOut} and nothing is sent, no order and no cancellation either. IBKR
 * documents ten or fifteen minutes, depending on the version of its page, and blocks for good those
 * who go on (Q93).
 *
 * <p>Nothing is sent again, and nothing that waited too long is sent late. Thread-safe.
 */
public final class Pacer {

  /** How long a 429 without a {@code Retry-After} locks us out: 15 minutes. */
  public static final Duration USUAL_LOCK_OUT = Duration.ofMinutes(15);

  private static final Duration LONGEST_LOCK_OUT = Duration.ofDays(1);

  private static final Map<String, Pacer> SHARED = new ConcurrentHashMap<>();

  private static final Pacer OFF =
      new Pacer(Limits.documented(), USUAL_LOCK_OUT, PacerTime.system(), true);

  private final Limits limits;
  private final Duration lockOut;
  private final PacerTime time;
  private final boolean off;

  private final Map<Method, Rule> rules = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private final Window all;
  private final Map<Line, Window> lines = new HashMap<>();
  private final NavigableSet<Turn> waiting = new TreeSet<>(Turn.ORDER);
  private long arrivals;
  private @Nullable LockOut lockedOut;

  private Pacer(Limits limits, Duration lockOut, PacerTime time, boolean off) {
    this.limits = limits;
    this.lockOut = lockOut;
    this.time = time;
    this.off = off;
    this.all = new Window(limits.all());
  }

  /**
   * Returns the pacer with the documented limits that all clients of this gateway in this process
   * share. It outlives them: a new client does not escape a lock-out.
   *
   * @param baseUrl the gateway; what counts of it are scheme, host and port as they are written
   * @return the pacer
   * @throws IllegalArgumentException if it is no URL
   */
  public static Pacer shared(String baseUrl) {
    HttpUrl url = HttpUrl.parse(baseUrl);
    if (url == null) {
      throw new IllegalArgumentException(
          "baseUrl: expected something like https://localhost:5000/v1/api, but got '"
              + baseUrl
              + "'");
    }
    return SHARED.computeIfAbsent(
        Objects.requireNonNull(url.resolve("/")).toString(),
        gateway -> of(Limits.documented(), USUAL_LOCK_OUT, PacerTime.system()));
  }

  /**
   * Makes a pacer of one's own. Give the same one to all clients that share the limits.
   *
   * @param limits the limits
   * @param lockOut how long a 429 without a {@code Retry-After} locks us out, zero to a day
   * @param time the time to live in
   * @return the pacer
   * @throws IllegalArgumentException if the lock-out is not legal
   */
  public static Pacer of(Limits limits, Duration lockOut, PacerTime time) {
    if (lockOut.isNegative() || lockOut.compareTo(LONGEST_LOCK_OUT) > 0) {
      throw new IllegalArgumentException(
          "lockOut: expected zero to " + LONGEST_LOCK_OUT + ", but got " + lockOut);
    }
    return new Pacer(limits, lockOut, time, false);
  }

  /**
   * Returns the pacer that lets every call go at once and is never locked out. For mocks, which
   * count nothing; with IBKR behind the gateway it ends in a lock-out.
   *
   * @return the pacer
   */
  public static Pacer off() {
    return OFF;
  }

  /**
   * Waits until a call may be sent. The call counts as sent from then on.
   *
   * @param operation the method of the generated interface
   * @param policy how long it may wait, and who is told; its pacer is this one
   * @throws PacingException if it must not be sent
   */
  public void await(Method operation, PacingPolicy policy) throws PacingException {
    Rule rule = rules.computeIfAbsent(operation, limits::ruleFor);
    await(rule, rule.rank(), policy.longestWait(), policy.listener());
  }

  /**
   * Waits until a call may be sent that is part of a conversation about an order: it goes before
   * new orders, also where it only looks.
   *
   * @param operation the method of the generated interface
   * @param atMost how long it may wait
   * @param listener who is told
   * @throws PacingException if it must not be sent
   */
  public void awaitInConversation(Method operation, Duration atMost, WaitListener listener)
      throws PacingException {
    Rule rule = rules.computeIfAbsent(operation, limits::ruleFor);
    await(rule, rule.rank() == Rank.READ ? Rank.LOOK : rule.rank(), atMost, listener);
  }

  private void await(Rule rule, Rank rank, Duration atMost, WaitListener listener)
      throws PacingException {
    if (off) {
      return;
    }
    try {
      lock.lockInterruptibly();
      try {
        takeTurn(rule, rank, atMost, listener);
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PacingException.Interrupted(rule.operation(), e);
    }
  }

  /**
   * Notes that the gateway answered with status 429.
   *
   * @param retryAfter its header {@code Retry-After}, seconds or a date; null where there is none
   */
  public void tooManyRequests(@Nullable String retryAfter) {
    if (off) {
      return;
    }
    lock.lock();
    try {
      Duration duration = lockOutFor(retryAfter);
      LockOut next = new LockOut(time.nanos() + duration.toNanos(), time.instant().plus(duration));
      if (lockedOut == null || next.nanos - lockedOut.nanos > 0) {
        lockedOut = next;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells until when nothing is sent.
   *
   * @return the end of the lock-out, or nothing where there is none
   */
  public Optional<Instant> lockedOutUntil() {
    lock.lock();
    try {
      return Optional.ofNullable(lockOutAt(time.nanos())).map(LockOut::until);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends a lock-out by hand, for somebody who knows that it is over, or has to cancel an order at
   * any price. A call that IBKR still refuses can prolong it and get the address blocked for good.
   */
  public void endLockOut() {
    lock.lock();
    try {
      lockedOut = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void takeTurn(Rule rule, Rank rank, Duration atMost, WaitListener listener)
      throws PacingException, InterruptedException {
    Turn turn = new Turn(rank, arrivals++, windowOf(rule.line()));
    long arrived = time.nanos();
    boolean told = false;
    waiting.add(turn);
    try {
      while (true) {
        long now = time.nanos();
        LockOut current = lockOutAt(now);
        if (current != null) {
          throw new PacingException.LockedOut(
              rule.operation(), current.until, Duration.ofNanos(current.nanos - now));
        }
        long wait = waitOf(turn, now);
        if (wait == 0) {
          turn.take(all, now);
          return;
        }
        if (Duration.ofNanos(now - arrived + wait).compareTo(atMost) > 0) {
          throw new PacingException.WaitTooLong(rule.operation(), Duration.ofNanos(wait), atMost);
        }
        if (told) {
          time.await(changed, wait);
        } else {
          told = true;
          // Nobody stands behind one whose listener takes its time; the place is kept all the same.
          waiting.remove(turn);
          changed.signalAll();
          tell(listener, rule.operation(), Duration.ofNanos(wait));
          waiting.add(turn);
        }
      }
    } finally {
      waiting.remove(turn);
      // Whoever stood behind may go earlier now.
      changed.signalAll();
    }
  }

  private long waitOf(Turn turn, long now) {
    int before = 0;
    int beforeInLine = 0;
    for (Turn other : waiting.headSet(turn)) {
      // One that still waits for the limit of its own operation is overtaken.
      if (other.line == null || other.line.waitBehind(0, now) == 0) {
        before++;
      }
      if (other.line != null && other.line == turn.line) {
        beforeInLine++;
      }
    }
    long wait = all.waitBehind(before, now);
    return turn.line == null ? wait : Math.max(wait, turn.line.waitBehind(beforeInLine, now));
  }

  /** The listener is not ours: it may be slow, or make calls. */
  private void tell(WaitListener listener, String operation, Duration wait) {
    lock.unlock();
    try {
      listener.waiting(operation, wait);
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    } finally {
      lock.lock();
    }
  }

  private @Nullable Window windowOf(@Nullable Line line) {
    return line == null ? null : lines.computeIfAbsent(line, shared -> new Window(shared.limit()));
  }

  private @Nullable LockOut lockOutAt(long now) {
    if (lockedOut != null && lockedOut.nanos - now <= 0) {
      lockedOut = null;
    }
    return lockedOut;
  }

  private Duration lockOutFor(@Nullable String retryAfter) {
    if (retryAfter == null) {
      return lockOut;
    }
    String value = retryAfter.strip();
    if (value.matches("[0-9]{1,9}")) {
      return shortest(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant end = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      Duration duration = Duration.between(time.instant(), end);
      return duration.isNegative() ? Duration.ZERO : shortest(duration);
    } catch (DateTimeParseException unreadable) {
      return lockOut;
    }
  }

  private static Duration shortest(Duration duration) {
    return duration.compareTo(LONGEST_LOCK_OUT) > 0 ? LONGEST_LOCK_OUT : duration;
  }

  /** A lock-out, by the time that measures and by the time that people read. */
  private record LockOut(long nanos, Instant until) {}

  /** A call that waits, or is about to go. */
  private static final class Turn {
    static final Comparator<Turn> ORDER =
        comparing((Turn turn) -> turn.rank).thenComparing(comparingLong(turn -> turn.arrival));

    private final Rank rank;
    private final long arrival;
    private final @Nullable Window line;

    Turn(Rank rank, long arrival, @Nullable Window line) {
      this.rank = rank;
      this.arrival = arrival;
      this.line = line;
    }

    void take(Window all, long now) {
      all.take(now);
      if (line != null) {
        line.take(now);
      }
    }
  }
}
