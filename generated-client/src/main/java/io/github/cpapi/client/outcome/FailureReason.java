package io.github.cpapi.client.outcome;

/**
 * Why an order is not placed, as far as the gateway's words are known. The words themselves stand
 * beside it.
 */
public enum FailureReason {
  /** The client order id was used within 24 hours (Q17). The order that used it is another one. */
  DUPLICATE_CLIENT_ORDER_ID,
  /** A price is missing, not wanted, or not a multiple of the tick (Q12, Q99). */
  PRICE_FIELDS,
  /** The limit price is too far from the market. */
  PRICE_OUT_OF_BAND,
  /** The quantity does not fit the contract (Q5). */
  SIZE,
  /** The account may not trade this. */
  PERMISSION,
  /** The account lacks the money (Q18). */
  FUNDS,
  /** The exchange, or the check before it, refuses a field; the wire's {@code cqe} (Q18). */
  EXCHANGE,
  /** An attribute does not go with this order, for example outside regular hours (Q13, Q14). */
  ATTRIBUTE,
  /** No such contract (Q16). */
  CONTRACT,
  /** The parent of a leg is not known (Q5). */
  PARENT,
  /** The order to be modified does not exist (Q48). */
  ORDER,
  /** The session is not ready: no login, no bridge, or the accounts were not queried (Q79, Q80). */
  SESSION,
  /** A question was declined, and the order with it. */
  DECLINED,
  /** The broker took the order and ended it with nothing filled. */
  ENDED,
  /** Sent long enough ago, and not at the broker: see {@code OrderDesk.recover()}. */
  NOT_FOUND,
  /** Words that are not among the known ones. */
  OTHER
}
