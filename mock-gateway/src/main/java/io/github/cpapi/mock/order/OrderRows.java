package io.github.cpapi.mock.order;

import io.github.cpapi.mock.recording.Situation;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Ticket;

/** Which recording shows an order, by what was asked for: each kind has members of its own. */
final class OrderRows {

  private OrderRows() {}

  /** Among the live orders, at work or dead. */
  static Situation liveWorking(Ticket ticket) {
    if (ticket.pricing().isStop()) {
      return Situation.LIVE_ORDER_STOP;
    }
    return ownKind(ticket, Situation.LIVE_ORDER_WORKING);
  }

  /** Among the live orders, filled in whole or in part. */
  static Situation liveFilled(Ticket ticket) {
    return ownKind(ticket, Situation.LIVE_ORDER_FILLED);
  }

  /** Alone, at work. */
  static Situation statusWorking(Ticket ticket) {
    return ticket.pricing().isStop() ? Situation.STATUS_STOP : Situation.STATUS_WORKING;
  }

  /** Alone, waiting for its trigger or for its parent. */
  static Situation statusWaiting(Ticket ticket) {
    return ticket.pricing().isStop() ? Situation.STATUS_STOP : Situation.STATUS_WAITING;
  }

  private static Situation ownKind(Ticket ticket, Situation otherwise) {
    return switch (ticket.contract().secType()) {
      case Contract.COMBO -> Situation.LIVE_ORDER_COMBO;
      case Contract.FOREX -> Situation.LIVE_ORDER_FOREX;
      default -> otherwise;
    };
  }
}
