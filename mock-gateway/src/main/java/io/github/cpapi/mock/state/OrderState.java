package io.github.cpapi.mock.state;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The state of an order. */
public enum OrderState {
  /**
   * Awaits a reply to a question, which may no longer be possible. The order cannot be cancelled
   * and has no status report (Q32, Q48, Q64).
   */
  AWAITING_ANSWER("Inactive", "Pending Submit"),
  /** A stop waits for its trigger, or a child for its parent's fill. */
  PRE_SUBMITTED("PreSubmitted", "Submitted"),
  /** Waits in the market. */
  WORKING("Submitted", "Submitted"),
  /** Completely filled. */
  FILLED("Filled", "Filled"),
  /** The cancellation was requested but has not happened yet (Q49). */
  PENDING_CANCEL("PendingCancel", "Submitted"),
  /** Cancelled. */
  CANCELLED("Cancelled", "Cancelled");

  /** The states in which an order can still be filled. */
  static final Set<OrderState> OPEN =
      Collections.unmodifiableSet(EnumSet.of(PRE_SUBMITTED, WORKING, PENDING_CANCEL));

  private final String status;
  private final String ccpStatus;

  OrderState(String status, String ccpStatus) {
    this.status = status;
    this.ccpStatus = ccpStatus;
  }

  /** Returns the broker's name of the state, for example {@code Submitted}. */
  public String status() {
    return status;
  }

  /**
   * Returns the value of {@code order_ccp_status} in live orders; the pairs are those of
   * ws-sor-order-lifecycle-recorded and live-orders-bracket-and-oca.
   *
   * @return for example {@code Pending Submit}
   */
  public String ccpStatus() {
    return ccpStatus;
  }

  /** Returns whether the order can still be filled. */
  public boolean isOpen() {
    return OPEN.contains(this);
  }
}
