package io.github.cpapi.client.outcome;

/**
 * Why an order is not placed, read from the gateway's message.
 *
 * <p>Evidence: Q5, Q12 to Q14, Q16 to Q18, Q48, Q79, Q80 and Q99 in {@code
 * openapi/docs/evidence.md}.
 */
public enum FailureReason {
  /** Another order has used the client order id within 24 hours. */
  DUPLICATE_CLIENT_ORDER_ID,
  /** A price is missing, not wanted, or not a multiple of the tick. */
  PRICE_FIELDS,
  /** The limit price is too far from the market. */
  PRICE_OUT_OF_BAND,
  /** The quantity does not fit the contract. */
  SIZE,
  /** The account may not trade this. */
  PERMISSION,
  /** The account lacks the money. */
  FUNDS,
  /** The exchange, or the check before it, refuses a field; {@code cqe} on the wire. */
  EXCHANGE,
  /** An attribute is not allowed for this order, for example outside regular hours. */
  ATTRIBUTE,
  /** The contract does not exist. */
  CONTRACT,
  /** The parent of a leg is not known. */
  PARENT,
  /** The order to be modified does not exist. */
  ORDER,
  /** The session is not ready: no login, no bridge, or the accounts were not requested. */
  SESSION,
  /** A question was declined, which discarded the order. */
  DECLINED,
  /** The broker accepted the order and ended it with nothing filled. */
  ENDED,
  /** The order was sent but is not at the broker: see {@code OrderDesk.recover()}. */
  NOT_FOUND,
  /** Any other message. */
  OTHER
}
