package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.FailureReason;
import io.github.cpapi.generated.model.OrderRefusal;
import java.util.Locale;

/** Classifies the gateway's texts about orders that are not placed. */
final class FailureReasons {

  private FailureReasons() {}

  static FailureReason of(OrderRefusal refusal) {
    FailureReason said = of(refusal.error());
    if (said != FailureReason.OTHER) {
      return said;
    }
    if ("convert_from_base_currency".equals(refusal.action())) {
      return FailureReason.FUNDS;
    }
    return refusal.exchangeDetails() == null ? FailureReason.OTHER : FailureReason.EXCHANGE;
  }

  static FailureReason of(String words) {
    String said = words.toLowerCase(Locale.ROOT);
    if (said.contains("is already registered")) {
      return FailureReason.DUPLICATE_CLIENT_ORDER_ID;
    }
    if (said.contains("invalid order price fields")) {
      return FailureReason.PRICE_FIELDS;
    }
    if (said.contains("at the limit price you selected")) {
      return FailureReason.PRICE_OUT_OF_BAND;
    }
    if (said.contains("does not conform to the minimum variation") || said.contains("order size")) {
      return FailureReason.SIZE;
    }
    if (said.contains("no trading permission") || said.contains("invalid account id")) {
      return FailureReason.PERMISSION;
    }
    if (said.contains("cash needed") || said.contains("insufficient")) {
      return FailureReason.FUNDS;
    }
    if (said.contains("can not contain field")) {
      return FailureReason.EXCHANGE;
    }
    if (said.contains("invalid order attribute") || said.contains("outside rth")) {
      return FailureReason.ATTRIBUTE;
    }
    if (said.contains("no sec defs") || said.contains("conid or conidex is required")) {
      return FailureReason.CONTRACT;
    }
    if (said.contains("parent order id=")) {
      return FailureReason.PARENT;
    }
    if (said.matches("orderid \\S+ doesn't exist")) {
      return FailureReason.ORDER;
    }
    if (said.contains("/accounts first") || said.contains("no bridge")) {
      return FailureReason.SESSION;
    }
    return FailureReason.OTHER;
  }
}
