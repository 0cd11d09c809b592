package io.github.cpapi.mock.exchange;

import java.util.List;

/** The effect of a request on orders. */
public sealed interface Effect {

  /**
   * No effect that the client asked for: a report, a refusal, a declined question, or legs that
   * stay Inactive because another leg was refused.
   */
  record None() implements Effect {}

  /**
   * The broker has accepted orders.
   *
   * @param orderIds their ids
   */
  record Placed(List<Long> orderIds) implements Effect {}

  /** The broker has accepted a change of an order. */
  record Changed(long orderId) implements Effect {}

  /**
   * The broker has accepted a request to cancel orders.
   *
   * @param orderIds their ids
   */
  record CancelRequested(List<Long> orderIds) implements Effect {}

  /**
   * The broker asks a question first; the orders wait for the answer as Inactive.
   *
   * @param replyId the id to answer to
   */
  record Asked(String replyId) implements Effect {}

  /**
   * The broker first asks for a choice (a prompt).
   *
   * @param requestId the id to answer to
   */
  record Prompted(String requestId) implements Effect {}

  /**
   * Returns whether the broker has accepted the request, without needing another answer from the
   * client.
   */
  default boolean isAccepted() {
    return this instanceof Placed || this instanceof Changed || this instanceof CancelRequested;
  }
}
