package io.github.cpapi.mock.state;

import io.github.cpapi.mock.ticket.Ticket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The questions about one submission or one change, asked one at a time. Guarded by the lock of its
 * book.
 */
final class Conversation {

  /** The subject of the questions. */
  sealed interface Subject {

    List<Long> orderIds();

    /** The legs of a submission, in its order. */
    record Legs(List<Long> orderIds) implements Subject {}

    /** Orders that were accepted and wait for the answer to a prompt. */
    record Accepted(List<Long> orderIds) implements Subject {}

    /** A new ticket for an existing order. */
    record Change(long orderId, Ticket ticket) implements Subject {

      @Override
      public List<Long> orderIds() {
        return List.of(orderId);
      }
    }
  }

  final AccountBook book;
  final Subject subject;
  final Deque<TicketQuestion> toAsk;

  /** The id of the open question; earlier ids are used. */
  String openId = "";

  /**
   * Another order was submitted in between (Q33): the reply is refused, and the order stays
   * Inactive.
   */
  boolean overtaken;

  Conversation(AccountBook book, Subject subject, List<TicketQuestion> questions) {
    this.book = book;
    this.subject = subject;
    this.toAsk = new ArrayDeque<>(questions);
  }

  /** The order that a prompt names: the first leg. */
  long orderId() {
    return subject.orderIds().get(0);
  }
}
