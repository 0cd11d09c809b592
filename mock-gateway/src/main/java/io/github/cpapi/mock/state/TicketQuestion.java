package io.github.cpapi.mock.state;

import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.ticket.Ticket;

/**
 * A question to be asked about a ticket.
 *
 * @param about the first ticket of the submission to which the question applies
 * @param prompt whether it is a prompt, which is answered as a notification (Q37)
 * @param afterAcceptance whether the order is accepted first; the prompt then comes over the
 *     websocket
 */
public record TicketQuestion(
    Question question, Ticket about, boolean prompt, boolean afterAcceptance) {

  /** A question, or a prompt that comes before the order is accepted. */
  public TicketQuestion(Question question, Ticket about, boolean prompt) {
    this(question, about, prompt, false);
  }
}
