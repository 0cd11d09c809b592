package io.github.cpapi.client.order;

import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayResponse;

/**
 * Cancels a leg that went live before a question about another leg was declined. Sends one request
 * and records the reply as evidence.
 */
final class LegCanceller {

  private final Gateway gateway;
  private final String account;
  private final OrderLookup lookup;
  private final Interrupts interrupts;

  LegCanceller(Gateway gateway, String account, OrderLookup lookup, Interrupts interrupts) {
    this.gateway = gateway;
    this.account = account;
    this.lookup = lookup;
    this.interrupts = interrupts;
  }

  void cancel(String orderId) {
    String what = "cancel of order " + orderId;
    try {
      GatewayResponse<CancelReply> response =
          interrupts.without(
              () ->
                  gateway
                      .calls()
                      .answer(
                          gateway.orders().cancelOrder(account, orderId, null, null),
                          gateway.calls().maxAnswerTime()));
      lookup.note(
          what,
          response.value() instanceof CancelReply.Acknowledged
              ? "the request was acknowledged"
              : "not acknowledged: " + response);
    } catch (RuntimeException e) {
      lookup.note(what, String.valueOf(e.getMessage()));
    }
  }
}
