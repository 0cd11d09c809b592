package io.github.cpapi.conformance.drift;

/**
 * A kind of difference.
 *
 * @param id for example {@code type-changed}
 * @param what what it notices
 * @param why why it matters to an order
 * @param example a short example
 * @param advice what to do
 */
public record Rule(String id, String what, String why, String example, String advice) {}
