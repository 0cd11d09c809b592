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

  /** What is asked about. */
  sealed interface Subject {

    List<Long> orderIds();

    /** The legs of a submission, in its order. */
    record Legs(List<Long> orderIds) implements Subject {}

    /** Another ticket for an order that works. */
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

  /** The id that waits for its answer; used ones do not count any more. */
  String openId = "";

  /** Another order came in between (Q33): the answer is refused, and the order hangs. */
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
