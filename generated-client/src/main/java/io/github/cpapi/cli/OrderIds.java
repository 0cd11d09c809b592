package io.github.cpapi.cli;

import io.github.cpapi.client.reply.OrderId;

/** The broker's id of an order, as an argument. */
final class OrderIds {

  private OrderIds() {}

  /**
   * Checks an id.
   *
   * @throws IllegalArgumentException if it is not the id of one order
   */
  static void check(String orderId) {
    if (!OrderId.isOne(orderId)) {
      throw new IllegalArgumentException(
          "ORDER_ID: expected the broker's id of one order, digits such as 1234567, but got '"
              + orderId
              + "'");
    }
  }
}
