package io.github.cpapi.mock.state;

import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.ticket.Ticket;

/**
 * A question that is to be asked about a ticket.
 *
 * @param question what is asked
 * @param about the ticket that gives reason to ask, the first of a submission
 * @param prompt whether it is a prompt, which is answered as a notification (Q37)
 */
public record TicketQuestion(Question question, Ticket about, boolean prompt) {}
