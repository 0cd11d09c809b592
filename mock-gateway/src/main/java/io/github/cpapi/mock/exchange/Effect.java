package io.github.cpapi.mock.exchange;

import java.util.List;

/** What a request did to orders. */
public sealed interface Effect {

  /**
   * Nothing that the client asked for: a report, a refusal, an answer of no, or legs that hang
   * because another one was refused.
   */
  record None() implements Effect {}

  /**
   * Orders are in the broker's hands.
   *
   * @param orderIds their ids
   */
  record Placed(List<Long> orderIds) implements Effect {}

  /** An order has its new ticket. */
  record Changed(long orderId) implements Effect {}

  /**
   * Orders are to be cancelled.
   *
   * @param orderIds their ids
   */
  record CancelRequested(List<Long> orderIds) implements Effect {}

  /**
   * The broker asks first; the orders hang until the answer.
   *
   * @param replyId the id to answer to
   */
  record Asked(String replyId) implements Effect {}

  /**
   * The broker wants a choice made first.
   *
   * @param requestId the id to answer to
   */
  record Prompted(String requestId) implements Effect {}

  /**
   * Tells whether the broker has accepted what the client asked for.
   *
   * @return whether it is done, or will be without another answer of the client
   */
  default boolean isAccepted() {
    return this instanceof Placed || this instanceof Changed || this instanceof CancelRequested;
  }
}
