package io.github.cpapi.client.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** A time that stands still until somebody moves it: a test, or the one who waits. */
public final class HandMovedTime implements TimeSource {

  /** What the clock on the wall shows at the start. */
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final boolean waitingMovesIt;

  // Close to the end of what a long holds: the time that measures may wrap around.
  private final long start = Long.MAX_VALUE - 1000;
  private final AtomicLong elapsed = new AtomicLong();
  private final ThreadLocal<Long> lastRead = ThreadLocal.withInitial(() -> 0L);

  final AtomicLong reads = new AtomicLong();
  final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Thread> asleep = new LinkedBlockingQueue<>();

  private HandMovedTime(boolean waitingMovesIt) {
    this.waitingMovesIt = waitingMovesIt;
  }

  /** Whoever waits finds that the time has gone by. */
  public static HandMovedTime movedByWaiting() {
    return new HandMovedTime(true);
  }

  /** Whoever waits does so until the test has moved the time, and has given a sign. */
  public static HandMovedTime movedByTheTest() {
    return new HandMovedTime(false);
  }

  /**
   * Moves the time.
   *
   * @param duration how far
   */
  public void move(Duration duration) {
    elapsed.addAndGet(duration.toNanos());
  }

  /** Whoever is given a sign falls asleep again, so the one that is meant has to be looked for. */
  void awaitAsleep(Thread waiter) throws InterruptedException {
    Thread next = asleep.take();
    while (next != waiter) {
      next = asleep.take();
    }
  }

  /** The time that this thread was told last. */
  Duration lastRead() {
    return Duration.ofNanos(lastRead.get());
  }

  Duration elapsed() {
    return Duration.ofNanos(elapsed.get());
  }

  @Override
  public long nanos() {
    reads.incrementAndGet();
    lastRead.set(elapsed.get());
    return start + lastRead.get();
  }

  @Override
  public Instant instant() {
    return NOON.plusNanos(elapsed.get());
  }

  @Override
  public void await(Condition changed, long nanos) throws InterruptedException {
    waits.add(Duration.ofNanos(nanos));
    if (waitingMovesIt) {
      elapsed.addAndGet(nanos);
      // Gives up the lock for a moment, as waiting does.
      changed.awaitNanos(1);
    } else {
      asleep.add(Thread.currentThread());
      changed.await();
    }
  }
}
