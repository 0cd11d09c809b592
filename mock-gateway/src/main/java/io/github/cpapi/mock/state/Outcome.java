package io.github.cpapi.mock.state;

import io.github.cpapi.mock.scenario.Question;

/** What became of a ticket, or of an answer to a question about it. */
public sealed interface Outcome {

  /**
   * The broker asks first.
   *
   * @param replyId the id to answer to; it works once
   * @param question what is asked
   * @param order what it is about
   */
  record Asked(String replyId, Question question, Order order) implements Outcome {}

  /**
   * Nothing is left to ask; the order is in the broker's hands.
   *
   * @param order the order
   */
  record Acknowledged(Order order) implements Outcome {}

  /**
   * A question was answered with no; the order is forgotten.
   *
   * @param orderId the id it had
   */
  record Declined(long orderId) implements Outcome {}

  /** The account has an order of that client order id already; nothing was placed. */
  record AlreadyRegistered() implements Outcome {}
}
