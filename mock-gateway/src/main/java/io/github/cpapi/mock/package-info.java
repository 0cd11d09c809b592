/**
 * The public entry point of the mock gateway: {@link io.github.cpapi.mock.MockGateway} and its
 * options. The packages below do not depend on this one.
 *
 * <p>An HTTP request passes from {@code server} to {@code gateway}, which holds the table of
 * operations, and on to {@code session}, {@code contract} or {@code order}. {@code reading} parses
 * tickets, {@code state} holds what the broker remembers, and {@code recording} creates the answer.
 * {@code scenario} describes how a mock starts. Tests control the mock through {@code simulation},
 * over HTTP through {@code admin}.
 */
@NullMarked
package io.github.cpapi.mock;

import org.jspecify.annotations.NullMarked;
