package io.github.cpapi.mock.state;

import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.ticket.Ticket;

/**
 * A question to be asked about a ticket.
 *
 * @param about the first ticket of the submission to which the question applies
 * @param prompt whether it is a prompt, which is answered as a notification (Q37)
 */
public record TicketQuestion(Question question, Ticket about, boolean prompt) {}
