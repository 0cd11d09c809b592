package io.github.cpapi.mock.state;

import java.time.Clock;

/** What all accounts of a mock share. */
final class Environment {

  private final Clock clock;
  private final Ids ids;
  private final Prices prices;
  private volatile BookObserver observer = BookObserver.NONE;

  /**
   * Starts without an observer.
   *
   * @param clock the time of orders and fills
   * @param ids the generator of ids
   * @param prices the reference prices
   */
  Environment(Clock clock, Ids ids, Prices prices) {
    this.clock = clock;
    this.ids = ids;
    this.prices = prices;
  }

  Clock clock() {
    return clock;
  }

  Ids ids() {
    return ids;
  }

  Prices prices() {
    return prices;
  }

  BookObserver observer() {
    return observer;
  }

  void observe(BookObserver next) {
    observer = next;
  }
}
