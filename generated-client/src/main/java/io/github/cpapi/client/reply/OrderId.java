package io.github.cpapi.client.reply;

import java.util.regex.Pattern;

/** The broker's id of an order: digits, as text. */
public final class OrderId {

  private static final Pattern ONE = Pattern.compile("[0-9]*[1-9][0-9]*");

  private OrderId() {}

  /**
   * Checks that an id stands for one order: -1 would stand for all, and 0 for none.
   *
   * @throws IllegalArgumentException if it is not the id of one order
   */
  public static void check(String orderId) {
    if (!isOne(orderId)) {
      throw new IllegalArgumentException(
          "orderId: expected the digits of one order such as 1000000013, but got '"
              + orderId
              + "'");
    }
  }

  /** Whether it stands for an order: the gateway also writes -1 and 0. */
  public static boolean isOne(String orderId) {
    return ONE.matcher(orderId).matches();
  }
}
