package io.github.cpapi.client.pacing;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.github.cpapi.client.pacing.RateLimits.Line;
import io.github.cpapi.client.pacing.RateLimits.Rule;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the calls to one gateway go as fast as its limits allow, and none while the gateway has
 * locked us out.
 *
 * <p>IBKR counts the requests of a gateway, whoever sends them. So all clients of a gateway in one
 * process share a pacer (see {@link #shared}); other processes are not noticed: give each its part
 * with {@link RateLimits#all}. The tickle that the gateway sends on its own every 30 seconds is not
 * counted either.
 *
 * <p>When calls wait for the limit of all operations, answers to questions and cancels go first,
 * then looks at orders whose fate is not known, then new orders and changes, then all others; among
 * equals, who came first. So however many accounts place orders, the question about one that was
 * sent is answered. A call that waits for the limit of its own operation is in nobody's way.
 *
 * <p>An answer with status 429 locks us out: until the time that its {@code Retry-After} names or,
 * where it names none, for the time that was set, every call fails at once with {@link
 * PacingException.InPenaltyBox} and nothing is sent, no order and no cancellation either. IBKR
 * documents ten or fifteen minutes, depending on the version of its page, and blocks for good those
 * who go on (Q93).
 *
 * <p>Nothing is sent again, and nothing that waited too long is sent late. Thread-safe.
 */
public final class RateLimiter {

  private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);

  /** How long a 429 without a {@code Retry-After} locks us out: 15 minutes. */
  public static final Duration DEFAULT_PENALTY = Duration.ofMinutes(15);

  private static final Duration MAX_PENALTY = Duration.ofDays(1);

  private static final Map<String, RateLimiter> SHARED = new ConcurrentHashMap<>();

  private static final RateLimiter OFF =
      new RateLimiter(RateLimits.documented(), DEFAULT_PENALTY, TimeSource.system(), true);

  private final RateLimits rateLimits;
  private final Duration defaultPenalty;
  private final TimeSource time;
  private final boolean off;

  private final Map<Method, Rule> rules = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private final SlidingWindow all;
  private final Map<Line, SlidingWindow> lines = new HashMap<>();
  private final NavigableSet<Turn> waiting = new TreeSet<>(Turn.ORDER);
  private long arrivals;
  private @Nullable Penalty penalty;

  private RateLimiter(RateLimits rateLimits, Duration penalty, TimeSource time, boolean off) {
    this.rateLimits = rateLimits;
    this.defaultPenalty = penalty;
    this.time = time;
    this.off = off;
    this.all = new SlidingWindow(rateLimits.all());
  }

  /**
   * Returns the pacer with the documented limits that all clients of this gateway in this process
   * share. It outlives them: a new client does not escape a lock-out.
   *
   * @param baseUrl the gateway; what counts of it are scheme, host and port as they are written
   * @return the pacer
   * @throws IllegalArgumentException if it is no URL
   */
  public static RateLimiter shared(String baseUrl) {
    HttpUrl url = HttpUrl.parse(baseUrl);
    if (url == null) {
      throw new IllegalArgumentException(
          "baseUrl: expected something like https://localhost:5000/v1/api, but got '"
              + baseUrl
              + "'");
    }
    return SHARED.computeIfAbsent(
        Objects.requireNonNull(url.resolve("/")).toString(),
        gateway -> of(RateLimits.documented(), DEFAULT_PENALTY, TimeSource.system()));
  }

  /**
   * Makes a pacer of one's own. Give the same one to all clients that share the limits.
   *
   * @param penalty how long a 429 without a {@code Retry-After} locks us out, zero to a day
   * @param time the time to live in
   * @return the pacer
   * @throws IllegalArgumentException if the lock-out is not legal
   */
  public static RateLimiter of(RateLimits rateLimits, Duration penalty, TimeSource time) {
    if (penalty.isNegative() || penalty.compareTo(MAX_PENALTY) > 0) {
      throw new IllegalArgumentException(
          "penalty: expected zero to " + MAX_PENALTY + ", but got " + penalty);
    }
    return new RateLimiter(rateLimits, penalty, time, false);
  }

  /**
   * Returns the pacer that lets every call go at once and is never locked out. For mocks, which
   * count nothing; with IBKR behind the gateway it ends in a lock-out.
   *
   * @return the pacer
   */
  public static RateLimiter off() {
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
    Rule rule = rules.computeIfAbsent(operation, rateLimits::ruleFor);
    await(rule, rule.priority(), policy.maxWait(), policy.listener());
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
    Rule rule = rules.computeIfAbsent(operation, rateLimits::ruleFor);
    await(
        rule, rule.priority() == Priority.READ ? Priority.LOOK : rule.priority(), atMost, listener);
  }

  private void await(Rule rule, Priority priority, Duration atMost, WaitListener listener)
      throws PacingException {
    if (off) {
      return;
    }
    try {
      lock.lockInterruptibly();
      try {
        takeTurn(rule, priority, atMost, listener);
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
      Duration duration = penaltyFor(retryAfter);
      Penalty next = new Penalty(time.nanos() + duration.toNanos(), time.instant().plus(duration));
      if (penalty == null || next.nanos - penalty.nanos > 0) {
        penalty = next;
      }
      LOG.warn("The gateway answered 429: nothing is sent until {}", penalty.until());
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
  public Optional<Instant> penaltyUntil() {
    lock.lock();
    try {
      return Optional.ofNullable(penaltyAt(time.nanos())).map(Penalty::until);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends a lock-out by hand, for somebody who knows that it is over, or has to cancel an order at
   * any price. A call that IBKR still refuses can prolong it and get the address blocked for good.
   */
  public void endPenalty() {
    lock.lock();
    try {
      if (penalty != null) {
        LOG.warn("The penalty until {} is ended by hand", penalty.until());
      }
      penalty = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void takeTurn(Rule rule, Priority priority, Duration atMost, WaitListener listener)
      throws PacingException, InterruptedException {
    Turn turn = new Turn(priority, arrivals++, windowOf(rule.line()));
    long arrived = time.nanos();
    boolean told = false;
    waiting.add(turn);
    try {
      while (true) {
        long now = time.nanos();
        Penalty current = penaltyAt(now);
        if (current != null) {
          throw new PacingException.InPenaltyBox(
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
      LOG.info("{} waits {} for its turn", operation, wait);
      listener.waiting(operation, wait);
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    } finally {
      lock.lock();
    }
  }

  private @Nullable SlidingWindow windowOf(@Nullable Line line) {
    return line == null
        ? null
        : lines.computeIfAbsent(line, shared -> new SlidingWindow(shared.rateLimit()));
  }

  private @Nullable Penalty penaltyAt(long now) {
    if (penalty != null && penalty.nanos - now <= 0) {
      penalty = null;
    }
    return penalty;
  }

  private Duration penaltyFor(@Nullable String retryAfter) {
    if (retryAfter == null) {
      return defaultPenalty;
    }
    String value = retryAfter.strip();
    if (value.matches("[0-9]{1,9}")) {
      return atMostMaxPenalty(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant end = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      Duration duration = Duration.between(time.instant(), end);
      return duration.isNegative() ? Duration.ZERO : atMostMaxPenalty(duration);
    } catch (DateTimeParseException unreadable) {
      return defaultPenalty;
    }
  }

  private static Duration atMostMaxPenalty(Duration duration) {
    return duration.compareTo(MAX_PENALTY) > 0 ? MAX_PENALTY : duration;
  }

  /** A lock-out, by the time that measures and by the time that people read. */
  private record Penalty(long nanos, Instant until) {}

  /** A call that waits, or is about to go. */
  private static final class Turn {
    static final Comparator<Turn> ORDER =
        comparing((Turn turn) -> turn.priority).thenComparing(comparingLong(turn -> turn.arrival));

    private final Priority priority;
    private final long arrival;
    private final @Nullable SlidingWindow line;

    Turn(Priority priority, long arrival, @Nullable SlidingWindow line) {
      this.priority = priority;
      this.arrival = arrival;
      this.line = line;
    }

    void take(SlidingWindow all, long now) {
      all.take(now);
      if (line != null) {
        line.take(now);
      }
    }
  }
}
