package io.github.cpapi.conformance.drift;

/**
 * Where something changed.
 *
 * @param operation our operationId, or method and path if the contract does not have it
 * @param pointer the place in the message, for example {@code /orders/*}{@code /side}
 */
public record Place(String operation, Direction direction, String pointer) {}
