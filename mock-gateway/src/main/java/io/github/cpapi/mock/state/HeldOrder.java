package io.github.cpapi.mock.state;

/**
 * An order as whoever steers the mock sees it.
 *
 * @param openQuestion the reply id or request id that waits for an answer; empty where nobody is
 *     asked
 */
public record HeldOrder(Order order, String openQuestion) {}
