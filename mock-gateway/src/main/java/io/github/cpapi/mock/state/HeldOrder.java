package io.github.cpapi.mock.state;

/**
 * An order with its open question, for the admin API.
 *
 * @param openQuestion the reply id or request id that awaits an answer; empty for none
 */
public record HeldOrder(Order order, String openQuestion) {}
