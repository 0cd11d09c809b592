package io.github.cpapi.client.order;

import io.github.cpapi.generated.model.OrderRefusal;
import java.util.Locale;

/**
 * Why an order is not placed, as far as the gateway's words are known. The words themselves stand
 * beside it.
 */
public enum RefusalKind {
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
  /** Not one byte of the order was sent. */
  NOT_SENT,
  /** Sent long enough ago, and not at the broker: see {@link OrderDesk#recover()}. */
  NOT_FOUND,
  /** Words that are not among the known ones. */
  OTHER;

  static RefusalKind of(OrderRefusal refusal) {
    RefusalKind said = of(refusal.error());
    if (said != OTHER) {
      return said;
    }
    if ("convert_from_base_currency".equals(refusal.action())) {
      return FUNDS;
    }
    return refusal.exchangeDetails() == null ? OTHER : EXCHANGE;
  }

  static RefusalKind of(String words) {
    String said = words.toLowerCase(Locale.ROOT);
    if (said.contains("is already registered")) {
      return DUPLICATE_CLIENT_ORDER_ID;
    }
    if (said.contains("invalid order price fields")) {
      return PRICE_FIELDS;
    }
    if (said.contains("at the limit price you selected")) {
      return PRICE_OUT_OF_BAND;
    }
    if (said.contains("does not conform to the minimum variation") || said.contains("order size")) {
      return SIZE;
    }
    if (said.contains("no trading permission") || said.contains("invalid account id")) {
      return PERMISSION;
    }
    if (said.contains("cash needed") || said.contains("insufficient")) {
      return FUNDS;
    }
    if (said.contains("can not contain field")) {
      return EXCHANGE;
    }
    if (said.contains("invalid order attribute") || said.contains("outside rth")) {
      return ATTRIBUTE;
    }
    if (said.contains("no sec defs") || said.contains("conid or conidex is required")) {
      return CONTRACT;
    }
    if (said.contains("parent order id=")) {
      return PARENT;
    }
    if (said.matches("orderid \\S+ doesn't exist")) {
      return ORDER;
    }
    if (said.contains("/accounts first") || said.contains("no bridge")) {
      return SESSION;
    }
    return OTHER;
  }
}
