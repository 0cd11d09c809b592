package io.github.cpapi.client.order;

import java.util.function.Supplier;

/** Runs conversations, one of the account at a time, until the desk is closed. Thread-safe. */
final class OpenDesk {

  private final AccountLock accountLock;
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
  OpenDesk(AccountLock accountLock, Runnable whenIdle) {
    this.accountLock = accountLock;
    this.whenIdle = whenIdle;
  }

  /**
   * Runs a conversation after those before it.
   *
   * @throws AccountBusyException if those before it take too long
   * @throws IllegalStateException if the desk is closed
   */
  <T> T run(Supplier<T> conversation) {
    enter();
    try {
      return accountLock.withLock(
          () -> {
            insistOnOpen();
            return conversation.get();
          });
    } finally {
      leave();
    }
  }

  private synchronized void insistOnOpen() {
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
