package io.github.cpapi.client.order;

import io.github.cpapi.client.pacing.Sleeper;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits the time of a search for an order, starting now. Calls to a slow gateway count as much as
 * pauses. The last look may take up to {@link #LAST_LOOK} more. Confined to one thread.
 */
final class LookupDeadline {

  /** The gateway takes five seconds to answer that it does not know an order (Q64). */
  static final Duration LAST_LOOK = Duration.ofSeconds(5);

  private final Duration length;
  private final Sleeper sleeper;
  private final Interrupts interrupts;
  private final LongSupplier nanoTime;
  private final long start;

  /** Pause time that a sleeper of a test skipped. It counts as time that has passed. */
  private long notSlept;

  private long startOfLook;
  private long endOfLook;

  /** Starts the {@code lookupTimeout} of a desk. */
  static LookupDeadline of(OrderSettings settings, Interrupts interrupts) {
    return new LookupDeadline(settings.lookupTimeout(), settings.sleeper(), interrupts);
  }

  LookupDeadline(Duration length, Sleeper sleeper, Interrupts interrupts) {
    this(length, sleeper, interrupts, System::nanoTime);
  }

  LookupDeadline(Duration length, Sleeper sleeper, Interrupts interrupts, LongSupplier nanoTime) {
    this.length = length;
    this.sleeper = sleeper;
    this.interrupts = interrupts;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** The time left, or zero. */
  Duration left() {
    return notNegative(length.minusNanos(gone()));
  }

  /** Begins a look, which may take the time left, and at least {@link #LAST_LOOK}. */
  void beginLook() {
    Duration left = left();
    Duration max = left.compareTo(LAST_LOOK) > 0 ? left : LAST_LOOK;
    startOfLook = gone();
    endOfLook = startOfLook + max.toNanos();
  }

  /** The time left for the current look, or zero. */
  Duration leftOfLook() {
    return notNegative(Duration.ofNanos(endOfLook - gone()));
  }

  private long gone() {
    return nanoTime.getAsLong() - start + notSlept;
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  boolean isOver() {
    return left().isZero();
  }

  /**
   * Pauses until {@code interval} has passed since the last look began, but not beyond the
   * deadline.
   *
   * @return whether another look may begin; false at the deadline or after an interrupt
   */
  boolean pauseBetweenLooks(Duration interval) {
    Duration rest = interval.minusNanos(gone() - startOfLook);
    return rest.isNegative() || rest.isZero() ? !isOver() && !interrupts.pending() : pause(rest);
  }

  /**
   * Pauses, but not beyond the deadline.
   *
   * @return whether another look may begin; false at the deadline or after an interrupt
   */
  boolean pause(Duration pause) {
    if (isOver() || interrupts.pending()) {
      return false;
    }
    Duration left = left();
    Duration time = pause.compareTo(left) < 0 ? pause : left;
    long before = nanoTime.getAsLong();
    try {
      sleeper.sleep(time);
      return true;
    } catch (InterruptedException e) {
      interrupts.add();
      return false;
    } finally {
      notSlept += time.toNanos() - (nanoTime.getAsLong() - before);
    }
  }
}
