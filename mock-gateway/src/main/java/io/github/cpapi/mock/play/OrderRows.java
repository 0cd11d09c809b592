package io.github.cpapi.mock.play;

import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Ticket;

/** Which recording shows an order, by what was asked for: each kind has members of its own. */
final class OrderRows {

  private OrderRows() {}

  /** Among the live orders, at work or dead. */
  static Recorded liveWorking(Ticket ticket) {
    if (ticket.pricing().isStop()) {
      return Recorded.LIVE_ORDER_STOP;
    }
    return ownKind(ticket, Recorded.LIVE_ORDER_WORKING);
  }

  /** Among the live orders, filled in whole or in part. */
  static Recorded liveFilled(Ticket ticket) {
    return ownKind(ticket, Recorded.LIVE_ORDER_FILLED);
  }

  /** Alone, at work. */
  static Recorded statusWorking(Ticket ticket) {
    return ticket.pricing().isStop() ? Recorded.STATUS_STOP : Recorded.STATUS_WORKING;
  }

  /** Alone, waiting for its trigger or for its parent. */
  static Recorded statusWaiting(Ticket ticket) {
    return ticket.pricing().isStop() ? Recorded.STATUS_STOP : Recorded.STATUS_WAITING;
  }

  private static Recorded ownKind(Ticket ticket, Recorded otherwise) {
    return switch (ticket.contract().secType()) {
      case Contract.COMBO -> Recorded.LIVE_ORDER_COMBO;
      case Contract.FOREX -> Recorded.LIVE_ORDER_FOREX;
      default -> otherwise;
    };
  }
}
