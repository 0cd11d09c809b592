package io.github.cpapi.client.order;

/**
 * An intent that a process left unfinished, and what became of it.
 *
 * @param name the name of the entry in the journal, for {@link OrderDesk#writeOff}
 * @param intent what was about to be sent
 * @param outcome what became of it, as far as it can be seen
 */
public record Recovered(String name, Intent intent, OrderOutcome outcome) {}
