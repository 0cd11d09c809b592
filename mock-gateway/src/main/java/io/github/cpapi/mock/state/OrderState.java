package io.github.cpapi.mock.state;

/** Where an order is in its life. */
public enum OrderState {
  /**
   * A question about it is open, or can no longer be answered. It can neither be cancelled nor
   * reported on (Q32, Q48, Q64).
   */
  AWAITING_ANSWER("Inactive", "Pending Submit"),
  /** It waits: a stop for its trigger, a child for its parent's fill. */
  PRE_SUBMITTED("PreSubmitted", "Submitted"),
  /** It waits in the market. */
  WORKING("Submitted", "Submitted"),
  /** It is done. */
  FILLED("Filled", "Filled"),
  /** Its cancellation was asked for and has not happened yet (Q49). */
  PENDING_CANCEL("PendingCancel", "Submitted"),
  /** It is dead. */
  CANCELLED("Cancelled", "Cancelled");

  private final String status;
  private final String ccpStatus;

  OrderState(String status, String ccpStatus) {
    this.status = status;
    this.ccpStatus = ccpStatus;
  }

  /**
   * Returns the broker's word.
   *
   * @return for example {@code Submitted}
   */
  public String status() {
    return status;
  }

  /**
   * Returns the other word that live orders carry; the pairs are those of
   * ws-sor-order-lifecycle-recorded and live-orders-bracket-and-oca.
   *
   * @return for example {@code Pending Submit}
   */
  public String ccpStatus() {
    return ccpStatus;
  }

  /**
   * Tells whether the order can still be filled.
   *
   * @return whether the broker works on it
   */
  public boolean isOpen() {
    return this == PRE_SUBMITTED || this == WORKING || this == PENDING_CANCEL;
  }
}
