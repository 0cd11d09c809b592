package io.github.cpapi.client.order;

import java.util.function.Supplier;

/**
 * Postpones interrupts while an order is under way. An interrupted thread cannot connect, so it
 * could neither look for the order nor answer its question. Each step clears the flag, and {@link
 * #restore} sets it again. Confined to one thread.
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

  /** Records an InterruptedException, which clears the flag. */
  void add() {
    pending = true;
  }

  /** Whether the thread was interrupted, so that it should stop waiting. */
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
