package io.github.cpapi.client.order;

import java.util.function.Supplier;

/** Counts the conversations of a desk, refuses new ones after it is closed, and detects the end. */
final class OpenDesk {

  private final Runnable whenIdle;

  /** Guarded by this. */
  private int underWay;

  /** Guarded by this. */
  private boolean closed;

  /**
   * Opens a desk.
   *
   * @param whenIdle runs once, when the desk is closed and nothing is under way
   */
  OpenDesk(Runnable whenIdle) {
    this.whenIdle = whenIdle;
  }

  /**
   * Runs a conversation.
   *
   * @throws IllegalStateException if the desk is closed
   */
  <T> T run(Supplier<T> conversation) {
    enter();
    try {
      return conversation.get();
    } finally {
      leave();
    }
  }

  synchronized void insistOnOpen() {
    if (closed) {
      throw new IllegalStateException("the order desk is closed; nothing was sent");
    }
  }

  void close() {
    boolean idle;
    synchronized (this) {
      idle = !closed && underWay == 0;
      closed = true;
    }
    if (idle) {
      whenIdle.run();
    }
  }

  private synchronized void enter() {
    insistOnOpen();
    underWay++;
  }

  private void leave() {
    boolean last;
    synchronized (this) {
      underWay--;
      last = closed && underWay == 0;
    }
    if (last) {
      try {
        whenIdle.run();
      } catch (RuntimeException e) {
        // It must not hide the outcome of the last order.
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }
}
