package io.github.cpapi.client.frame;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The texts that a client sends on the websocket. Send none before {@link Frame.Greeting}. */
public final class Subscription {

  /** Keeps the connection open; send it at least once a minute (evidence Q142). */
  public static final String TIC = "tic";

  private static final int MAX_DAYS = 7;

  private Subscription() {}

  /** Subscribes to changes of orders. There is no acknowledgement and no snapshot (Q145). */
  public static String orders() {
    return "sor+{}";
  }

  /** Ends {@link #orders}. */
  public static String endOrders() {
    return "uor+{}";
  }

  /**
   * Subscribes to executions, with those of earlier days.
   *
   * @param days the trading days to include, from 1 to 7
   */
  public static String trades(int days) {
    if (days < 1 || days > MAX_DAYS) {
      throw new IllegalArgumentException(
          "days: expected 1 to %d, but got %d".formatted(MAX_DAYS, days));
    }
    return "str+{\"realtimeUpdatesOnly\":false,\"days\":%d}".formatted(days);
  }

  /** Ends {@link #trades}. */
  public static String endTrades() {
    return "utr";
  }

  /**
   * Logs in a connection that is {@link Frame.Waiting} for a session.
   *
   * @param session the session of a tickle
   */
  public static String logIn(String session) {
    return JsonNodeFactory.instance.objectNode().put("session", session).toString();
  }
}
