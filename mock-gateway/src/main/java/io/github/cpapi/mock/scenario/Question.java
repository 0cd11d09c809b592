package io.github.cpapi.mock.scenario;

import io.github.cpapi.contract.Provenance;
import java.util.List;

/**
 * A question that the broker asks in a scenario, or a choice that it wants made: a prompt (Q37).
 * The recordings decide which: a prompt binds {@code {requestId}} and a question {@code {replyId}}.
 *
 * @param messageId its category, for example {@code o163}
 * @param when what makes the broker ask it
 * @param recordings the recordings that show it: as the answer to an order, to another question, or
 *     one of each. Where only one is given it is played in both places
 * @param provenance how it came to be known that the question is asked here
 * @param source where from
 */
public record Question(
    String messageId,
    Condition when,
    List<String> recordings,
    Provenance provenance,
    String source) {}
