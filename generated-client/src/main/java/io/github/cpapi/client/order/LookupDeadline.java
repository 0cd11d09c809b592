package io.github.cpapi.client.order;

import io.github.cpapi.client.pacing.Sleeper;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that may be spent on finding out what became of an order, from its creation on. It is
 * measured: what a silent gateway takes counts as much as the pauses. The last look, which starts
 * at the end of it, may take {@link #LAST_LOOK} more. Confined to one thread.
 */
final class LookupDeadline {

  /** The gateway takes five seconds to say that it does not know an order (Q64). */
  static final Duration LAST_LOOK = Duration.ofSeconds(5);

  private final Duration length;
  private final Sleeper sleeper;
  private final Interrupts interrupts;
  private final LongSupplier nanoTime;
  private final long start;

  /** What the pauses were longer than the time that went by in them: tests do not sleep. */
  private long notSlept;

  private long startOfLook;
  private long endOfLook;

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

  /** What is left; zero where nothing is. */
  Duration left() {
    return notNegative(length.minusNanos(gone()));
  }

  /** A look begins, which may take what is left, and at least {@link #LAST_LOOK}. */
  void beginLook() {
    Duration left = left();
    Duration most = left.compareTo(LAST_LOOK) > 0 ? left : LAST_LOOK;
    startOfLook = gone();
    endOfLook = startOfLook + most.toNanos();
  }

  /** What is left of the look that was begun last. */
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
   * Pauses until the next look may begin, so long after the last one began; at most to the end of
   * the patience.
   *
   * @return false where the patience is at its end or the thread was interrupted: no more looks
   */
  boolean pauseBetweenLooks(Duration interval) {
    Duration rest = interval.minusNanos(gone() - startOfLook);
    return rest.isNegative() || rest.isZero() ? !isOver() && !interrupts.pending() : pause(rest);
  }

  /**
   * Pauses, at most to the end of the patience.
   *
   * @return false where the patience is at its end or the thread was interrupted: no more looks
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
