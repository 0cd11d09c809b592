package io.github.cpapi.conformance.drift;

/**
 * Where a finding applies.
 *
 * @param operation the operationId of the contract, or method and path if the contract lacks it
 * @param direction the message
 * @param pointer the path in the message, for example {@code /orders/&#42;/side}; may be empty
 */
public record Place(String operation, Direction direction, String pointer) {}
