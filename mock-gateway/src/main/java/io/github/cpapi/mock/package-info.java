/**
 * The mock gateway as its users see it: {@link io.github.cpapi.mock.MockGateway} for tests, and its
 * options. Everything else is in the rooms below, and none of them knows this one.
 *
 * <p>An HTTP request goes from {@code server} to {@code gateway}, where the table of operations is,
 * and on to {@code session}, {@code contract} or {@code order}. A ticket is made sense of in {@code
 * reading}; what the broker remembers is in {@code state}; {@code recording} makes the answer. What
 * a mock starts with stands in {@code scenario}. Tests steer it by {@code simulation}, over HTTP by
 * {@code admin}.
 */
@NullMarked
package io.github.cpapi.mock;

import org.jspecify.annotations.NullMarked;
