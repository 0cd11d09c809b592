package io.github.cpapi.mock.state;

import io.github.cpapi.mock.scenario.Question;
import java.util.Optional;

/**
 * Learns of the changes of orders, in their order. Called while the lock of the account is held: an
 * observer must neither wait nor call the brokerage.
 */
public interface BookObserver {

  /** Ignores everything. */
  BookObserver NONE =
      new BookObserver() {
        @Override
        public void changed(Optional<Order> before, Order after) {}

        @Override
        public void executed(Execution execution) {}

        @Override
        public void prompted(Order order, Question question, String requestId) {}
      };

  /**
   * An order has changed.
   *
   * @param before the order before; empty if it is new
   */
  void changed(Optional<Order> before, Order after);

  /** An order was filled, completely or in part. */
  void executed(Execution execution);

  /**
   * A prompt came after the order was accepted.
   *
   * @param requestId the id to answer to
   */
  void prompted(Order order, Question question, String requestId);
}
