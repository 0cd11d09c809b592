package io.github.cpapi.conformance.drift;

/**
 * A kind of change.
 *
 * @param what happened
 * @param why it matters to an order
 * @param example before and after
 * @param advice what to do
 */
public record Rule(String id, String what, String why, String example, String advice) {}
