package io.github.cpapi.mock.leak;

/**
 * A value that must not be published. No component contains the value or anything it can be
 * computed from.
 *
 * @param place the file, then {@code #} and a JSON pointer with array indexes as {@code *}, or
 *     {@code :line:column} in a file that is not JSON
 * @param reason why the value was refused, for a person
 * @param allowLine the line for an allow-list if a person judges the value public; it allows this
 *     shape at this place
 */
public record Leak(String place, Shape shape, String reason, String allowLine) {}
