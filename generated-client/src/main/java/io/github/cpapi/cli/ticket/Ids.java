package io.github.cpapi.cli.ticket;

import io.github.cpapi.client.reply.OrderId;

/** The broker's ids, as arguments. */
public final class Ids {

  private Ids() {}

  /**
   * Checks the id of an order.
   *
   * @throws IllegalArgumentException if it is not the id of one order
   */
  public static void checkOrder(String orderId) {
    if (!OrderId.isOne(orderId)) {
      throw new IllegalArgumentException(
          "ORDER_ID: expected the broker's id of one order, digits such as 1234567, but got '"
              + orderId
              + "'");
    }
  }

  /**
   * Reads the id of a contract.
   *
   * @param argument what the person calls it
   * @throws IllegalArgumentException if it is not the id of a contract
   */
  public static int contract(String argument, String conid) {
    if (conid.matches("[1-9][0-9]{0,9}") && Long.parseLong(conid) <= Integer.MAX_VALUE) {
      return Integer.parseInt(conid);
    }
    throw new IllegalArgumentException(
        argument + ": expected a contract id such as 265598, but got '" + conid + "'");
  }
}
