package io.github.cpapi.mock.order;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Ticket;

/** Chooses the recording that shows an order. Each kind of order has its own members. */
final class OrderRows {

  private final Recording liveQuestionOpen;
  private final Recording liveStopWorking;
  private final Recording liveWorking;
  private final Recording liveFilled;
  private final Recording liveCombo;
  private final Recording liveForex;
  private final Recording statusQuestionOpen;
  private final Recording statusStop;
  private final Recording statusWaiting;
  private final Recording statusWorking;
  private final Recording statusFilled;
  private final Recording statusCancelled;

  OrderRows(RecordingPlayer player) {
    liveQuestionOpen = player.recording("getLiveOrders", "question-open");
    liveStopWorking = player.recording("getLiveOrders", "stop-working");
    liveWorking = player.recording("getLiveOrders", "working");
    liveFilled = player.recording("getLiveOrders", "filled");
    liveCombo = player.recording("getLiveOrders", "combo");
    liveForex = player.recording("getLiveOrders", "forex");
    statusQuestionOpen = player.recording("getOrderStatus", "question-open");
    statusStop = player.recording("getOrderStatus", "stop");
    statusWaiting = player.recording("getOrderStatus", "waiting");
    statusWorking = player.recording("getOrderStatus", "working");
    statusFilled = player.recording("getOrderStatus", "filled");
    statusCancelled = player.recording("getOrderStatus", "cancelled");
  }

  /** The row in the live orders. */
  Recording live(Order order) {
    Ticket ticket = order.ticket();
    return switch (order.state()) {
      case AWAITING_ANSWER -> liveQuestionOpen;
      case PRE_SUBMITTED, WORKING, PENDING_CANCEL, CANCELLED ->
          ticket.pricing().isStop() ? liveStopWorking : ownKind(ticket, liveWorking);
      case FILLED -> ownKind(ticket, liveFilled);
    };
  }

  /** The status of one order. */
  Recording status(Order order) {
    boolean stop = order.ticket().pricing().isStop();
    return switch (order.state()) {
      case AWAITING_ANSWER -> statusQuestionOpen;
      case PRE_SUBMITTED -> stop ? statusStop : statusWaiting;
      case WORKING, PENDING_CANCEL -> stop ? statusStop : statusWorking;
      case FILLED -> statusFilled;
      case CANCELLED -> statusCancelled;
    };
  }

  private Recording ownKind(Ticket ticket, Recording otherwise) {
    return switch (ticket.contract().secType()) {
      case Contract.COMBO -> liveCombo;
      case Contract.FOREX -> liveForex;
      default -> otherwise;
    };
  }
}
