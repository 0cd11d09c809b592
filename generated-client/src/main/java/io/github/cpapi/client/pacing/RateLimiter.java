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
 * Delays the calls to one gateway to keep within its limits, and fails all calls during a penalty.
 *
 * <p>IBKR counts the requests of a gateway, not those of a client. All clients of a gateway in one
 * process therefore share a rate limiter (see {@link #shared}). Other processes are not counted:
 * give each process its share with {@link RateLimits#all}. The tickle that the gateway itself sends
 * every 30 seconds is not counted either.
 *
 * <p>IBKR counts a request when it arrives. Here it counts from its answer, at the latest from the
 * end of {@link RateLimits#maxTransit(Duration)} after it was sent.
 *
 * <p>Calls that wait for the limit of all operations are sent by priority: replies to questions and
 * cancellations first, then lookups of orders whose outcome is not known, then new orders and
 * modifications, then all others. Calls of equal priority are sent in order of arrival. A call that
 * waits for the limit of its own operation does not delay other operations.
 *
 * <p>An answer with status 429 starts a penalty. Until the time in its {@code Retry-After}, or for
 * the configured duration if it has none, every call fails immediately with {@link
 * PacingException.InPenaltyBox}: nothing is sent, neither orders nor cancellations. IBKR documents
 * ten or fifteen minutes, depending on the version of its page, and permanently blocks addresses
 * that continue to send (evidence Q93).
 *
 * <p>No call is repeated, and a call that failed is not sent later. Thread-safe.
 */
public final class RateLimiter {

  private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);

  /** The penalty after a 429 without a {@code Retry-After}: 15 minutes. */
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
  private final NavigableSet<WaitingCall> waiting = new TreeSet<>(WaitingCall.ORDER);
  private long arrivals;
  private @Nullable Penalty penalty;

  private RateLimiter(RateLimits rateLimits, Duration penalty, TimeSource time, boolean off) {
    this.rateLimits = rateLimits;
    this.defaultPenalty = penalty;
    this.time = time;
    this.off = off;
    this.all = new SlidingWindow(rateLimits.all(), rateLimits.maxTransit());
  }

  /**
   * Returns the rate limiter with the documented limits that all clients of this gateway in this
   * process share. It outlives the clients: a new client does not escape a penalty.
   *
   * @param baseUrl the gateway, identified by scheme, host and port as written
   * @throws IllegalArgumentException if it is not a URL
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
   * Returns a new rate limiter. Pass the same one to all clients that share the limits.
   *
   * @param penalty the penalty after a 429 without a {@code Retry-After}, zero to a day
   * @param time the clock, for example {@link TimeSource#system}
   * @throws IllegalArgumentException if the penalty is out of range
   */
  public static RateLimiter of(RateLimits rateLimits, Duration penalty, TimeSource time) {
    if (penalty.isNegative() || penalty.compareTo(MAX_PENALTY) > 0) {
      throw new IllegalArgumentException(
          "penalty: expected zero to " + MAX_PENALTY + ", but got " + penalty);
    }
    return new RateLimiter(rateLimits, penalty, time, false);
  }

  /**
   * Returns the rate limiter that never delays a call and ignores a 429. For mocks, which do not
   * count requests; a real gateway would answer with a penalty.
   */
  public static RateLimiter off() {
    return OFF;
  }

  /**
   * Waits until a call may be sent, and counts it.
   *
   * @param operation the method of the generated interface
   * @param policy how long the call may wait, and the listener; its rate limiter is this one
   * @return takes the news that the call is answered
   * @throws PacingException if the call must not be sent
   */
  public Permit await(Method operation, PacingPolicy policy) throws PacingException {
    Rule rule = rules.computeIfAbsent(operation, rateLimits::ruleFor);
    return await(rule, rule.priority(), policy.maxWait(), policy.listener());
  }

  /**
   * Waits until a call of a conversation about an order may be sent. It has priority over new
   * orders, even if it is a read.
   *
   * @param operation the method of the generated interface
   * @param atMost how long the call may wait
   * @param listener is told if the call waits
   * @return takes the news that the call is answered
   * @throws PacingException if the call must not be sent
   */
  public Permit awaitInConversation(Method operation, Duration atMost, WaitListener listener)
      throws PacingException {
    Rule rule = rules.computeIfAbsent(operation, rateLimits::ruleFor);
    return await(
        rule,
        rule.priority() == Priority.READ ? Priority.LOOKUP : rule.priority(),
        atMost,
        listener);
  }

  private Permit await(Rule rule, Priority priority, Duration atMost, WaitListener listener)
      throws PacingException {
    if (off) {
      return () -> {};
    }
    try {
      lock.lockInterruptibly();
      try {
        return awaitPermit(rule, priority, atMost, listener);
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PacingException.Interrupted(rule.operation(), e);
    }
  }

  /**
   * Records an answer with status 429, which starts a penalty.
   *
   * @param retryAfter its header {@code Retry-After}, seconds or a date; null if there is none
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

  /** Returns the end of the current penalty; empty if there is none. */
  public Optional<Instant> penaltyUntil() {
    lock.lock();
    try {
      return Optional.ofNullable(penaltyAt(time.nanos())).map(Penalty::until);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends a penalty, for callers who know that it is over or must cancel an order in spite of it. A
   * call that IBKR still refuses can prolong the penalty and get the address blocked permanently.
   */
  public void endPenalty() {
    lock.lock();
    try {
      if (penalty != null) {
        LOG.warn("The penalty until {} was ended by hand", penalty.until());
      }
      penalty = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Permit awaitPermit(Rule rule, Priority priority, Duration atMost, WaitListener listener)
      throws PacingException, InterruptedException {
    WaitingCall call = new WaitingCall(priority, arrivals++, windowOf(rule.line()));
    long arrived = time.nanos();
    boolean reported = false;
    waiting.add(call);
    try {
      while (true) {
        long now = time.nanos();
        Penalty current = penaltyAt(now);
        if (current != null) {
          throw new PacingException.InPenaltyBox(
              rule.operation(), current.until, Duration.ofNanos(current.nanos - now));
        }
        long wait = waitOf(call, now);
        if (wait == 0) {
          return counted(call, now);
        }
        if (Duration.ofNanos(now - arrived + wait).compareTo(atMost) > 0) {
          throw new PacingException.WaitTooLong(rule.operation(), Duration.ofNanos(wait), atMost);
        }
        if (reported) {
          time.await(changed, wait);
        } else {
          reported = true;
          // Other calls do not wait for a slow listener. The place in the order is kept.
          waiting.remove(call);
          changed.signalAll();
          tell(listener, rule.operation(), Duration.ofNanos(wait));
          waiting.add(call);
        }
      }
    } finally {
      waiting.remove(call);
      // Calls behind this one may be sent earlier now.
      changed.signalAll();
    }
  }

  private Permit counted(WaitingCall call, long now) {
    SlidingWindow line = call.line;
    long number = all.take(now);
    long numberInLine = line == null ? 0 : line.take(now);
    return () -> {
      lock.lock();
      try {
        all.answered(number, time.nanos());
        if (line != null) {
          line.answered(numberInLine, time.nanos());
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    };
  }

  private long waitOf(WaitingCall call, long now) {
    int before = 0;
    int beforeInLine = 0;
    for (WaitingCall other : waiting.headSet(call)) {
      // Calls that still wait for the limit of their own operation are overtaken.
      if (other.line == null || other.line.waitBehind(0, now) == 0) {
        before++;
      }
      if (other.line != null && other.line == call.line) {
        beforeInLine++;
      }
    }
    long wait = all.waitBehind(before, now);
    return call.line == null ? wait : Math.max(wait, call.line.waitBehind(beforeInLine, now));
  }

  /** Releases the lock, because the listener is user code: it may be slow, or make calls. */
  private void tell(WaitListener listener, String operation, Duration wait) {
    lock.unlock();
    try {
      LOG.info("{} waits {} for the rate limit", operation, wait);
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
        : lines.computeIfAbsent(
            line, shared -> new SlidingWindow(shared.rateLimit(), rateLimits.maxTransit()));
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

  /** A call that was allowed to be sent. */
  @FunctionalInterface
  public interface Permit {

    /** Counts the call from now on and not from its longest possible transit: it has arrived. */
    void answered();
  }

  /** The end of a penalty, on the monotonic clock and on the wall clock. */
  private record Penalty(long nanos, Instant until) {}

  /** A call that waits or is about to be sent. */
  private static final class WaitingCall {
    static final Comparator<WaitingCall> ORDER =
        comparing((WaitingCall call) -> call.priority)
            .thenComparing(comparingLong(call -> call.arrival));

    private final Priority priority;
    private final long arrival;
    private final @Nullable SlidingWindow line;

    WaitingCall(Priority priority, long arrival, @Nullable SlidingWindow line) {
      this.priority = priority;
      this.arrival = arrival;
      this.line = line;
    }
  }
}
