package io.github.cpapi.client.order;

import java.util.function.Supplier;

/**
 * Holds an interrupt back while an order is out. An interrupted thread cannot connect, so a look
 * for the order, or the answer to its question, would fail at once. The flag is cleared before each
 * step and set again by {@link #restore} when the outcome is known. Confined to one thread.
 */
final class Interrupts {

  private boolean pending;

  /** Runs a step with the flag cleared. */
  <T> T without(Supplier<T> step) {
    note();
    try {
      return step.get();
    } finally {
      note();
    }
  }

  /** A wait has ended with an InterruptedException, which clears the flag. */
  void add() {
    pending = true;
  }

  /** Whether the thread was interrupted since the start: nothing is waited for any more. */
  boolean pending() {
    note();
    return pending;
  }

  /** Sets the flag again if the thread was interrupted. */
  void restore() {
    if (pending()) {
      pending = false;
      Thread.currentThread().interrupt();
    }
  }

  private void note() {
    pending |= Thread.interrupted();
  }
}
