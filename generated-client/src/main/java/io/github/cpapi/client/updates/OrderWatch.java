package io.github.cpapi.client.updates;

import io.github.cpapi.client.wire.Given;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of some orders, or of all, from the call of {@link OrderUpdates#watch} on. Take them
 * in one of three ways: {@link #listen}, iterate, or {@link #next}. Close it when it is no longer
 * needed. Thread-safe.
 *
 * <p>Events that are not taken wait. If more than 1,000 wait, the oldest are dropped, but never an
 * end, a correction, an execution or a commission.
 */
public final class OrderWatch implements AutoCloseable, Iterable<OrderEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(OrderWatch.class);

  private static final int MAX_WAITING = 1000;

  private final Consumer<OrderWatch> whenClosed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<OrderEvent> waiting = new ArrayDeque<>();
  private @Nullable Executor executor;
  private @Nullable Consumer<? super OrderEvent> listener;
  private boolean delivering;
  private boolean closed;

  OrderWatch(Consumer<OrderWatch> whenClosed) {
    this.whenClosed = whenClosed;
  }

  /**
   * Passes all events to a listener, one at a time and in order, those that wait first. Does not
   * block. An exception of the listener goes to its thread's handler of uncaught exceptions, and
   * the next event follows. If the executor rejects a task, the watch is closed. An executor that
   * runs tasks in the calling thread delays all watches.
   *
   * @param executor runs the listener; it may be slow
   * @return this watch
   * @throws IllegalStateException if it has a listener
   */
  public OrderWatch listen(Executor executor, Consumer<? super OrderEvent> listener) {
    Given.value("executor", executor);
    Given.value("listener", listener);
    lock.lock();
    try {
      if (this.listener != null) {
        throw new IllegalStateException("listener: the watch already has one");
      }
      this.executor = executor;
      this.listener = listener;
    } finally {
      lock.unlock();
    }
    deliver();
    return this;
  }

  /**
   * Waits for the next event.
   *
   * @param atMost how long to wait
   * @return the event; empty if none came, or the watch is closed
   * @throws InterruptedException if the thread is interrupted
   */
  public Optional<OrderEvent> next(Duration atMost) throws InterruptedException {
    Given.value("atMost", atMost);
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (waiting.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return Optional.ofNullable(waiting.poll());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns an iterator that waits for each next event. It ends when the watch is closed, or the
   * thread is interrupted, whose flag stays set.
   */
  @Override
  public Iterator<OrderEvent> iterator() {
    return new Iterator<>() {
      private @Nullable OrderEvent next;

      @Override
      public boolean hasNext() {
        try {
          while (next == null && !isClosed()) {
            next = OrderWatch.this.next(Duration.ofDays(1)).orElse(null);
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return next != null;
      }

      @Override
      public OrderEvent next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the watch is closed");
        }
        OrderEvent event = Objects.requireNonNull(next);
        next = null;
        return event;
      }
    };
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Adds an event; does not block. */
  void add(OrderEvent event) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (waiting.size() >= MAX_WAITING) {
        waiting.stream()
            .filter(old -> !mustStay(old))
            .findFirst()
            .ifPresent(waiting::removeFirstOccurrence);
      }
      waiting.add(event);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    deliver();
  }

  private static boolean mustStay(OrderEvent event) {
    return event instanceof OrderEvent.Ended
        || event instanceof OrderEvent.Corrected
        || event instanceof OrderEvent.Executed
        || event instanceof OrderEvent.Charged;
  }

  /** Has the executor deliver what waits, unless it already does. */
  private void deliver() {
    Executor deliverer;
    lock.lock();
    try {
      if (executor == null || delivering || waiting.isEmpty()) {
        return;
      }
      delivering = true;
      deliverer = executor;
    } finally {
      lock.unlock();
    }
    try {
      deliverer.execute(this::deliverAll);
    } catch (RuntimeException e) {
      LOG.warn("Updates: a watch is closed, because its executor takes no task", e);
      close();
    }
  }

  private void deliverAll() {
    while (true) {
      OrderEvent event;
      Consumer<? super OrderEvent> receiver;
      lock.lock();
      try {
        event = waiting.poll();
        receiver = listener;
        if (event == null || receiver == null) {
          delivering = false;
          return;
        }
      } finally {
        lock.unlock();
      }
      try {
        receiver.accept(event);
      } catch (RuntimeException | Error e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }

  /** Ends the watch, and drops the events that wait. Does not block. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    whenClosed.accept(this);
  }
}
