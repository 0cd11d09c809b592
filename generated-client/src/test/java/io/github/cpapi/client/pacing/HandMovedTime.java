package io.github.cpapi.client.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** A clock that stands still until a test, or a waiting thread, moves it. */
public final class HandMovedTime implements TimeSource {

  /** The wall clock at the start. */
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final boolean waitingMovesIt;

  // Close to the largest long, because the monotonic time may wrap around.
  private final long start = Long.MAX_VALUE - 1000;
  private final AtomicLong elapsed = new AtomicLong();
  private final ThreadLocal<Long> lastRead = ThreadLocal.withInitial(() -> 0L);

  final AtomicLong reads = new AtomicLong();
  final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Thread> asleep = new LinkedBlockingQueue<>();

  private HandMovedTime(boolean waitingMovesIt) {
    this.waitingMovesIt = waitingMovesIt;
  }

  /** Waiting moves the clock and returns at once. */
  public static HandMovedTime movedByWaiting() {
    return new HandMovedTime(true);
  }

  /** Waiting blocks until the test has moved the clock and signalled. */
  public static HandMovedTime movedByTheTest() {
    return new HandMovedTime(false);
  }

  /** Moves the clock forward. */
  public void move(Duration duration) {
    elapsed.addAndGet(duration.toNanos());
  }

  /** Signalled threads wait again, so the tests have to find the thread that they mean. */
  void awaitAsleep(Thread waiter) throws InterruptedException {
    Thread next = asleep.take();
    while (next != waiter) {
      next = asleep.take();
    }
  }

  /** The time that this thread has read last. */
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
      // Releases the lock for a moment, as waiting does.
      changed.awaitNanos(1);
    } else {
      asleep.add(Thread.currentThread());
      changed.await();
    }
  }
}
